import { memo, type PointerEvent, type ReactNode } from 'react';
import { printable, shorten } from '../words/names.ts';

export interface HeatCell {
  text: string;
  // What stands in the cell, where it is more than the text: a link.
  content?: ReactNode;
  // 0..1: how much colour.
  strength: number;
  kind?: 'plain' | 'muted' | 'hatched';
  title?: string;
}

interface HeatMapProps {
  label: string;
  rows: string[];
  columns: string[];
  cell: (row: number, column: number) => HeatCell;
  tone: 'error' | 'value';
  // What rows and columns are, in their corner.
  row_title: string;
  column_title: string;
  // A last column, in words: the rows' totals.
  totals?: { title: string; text: (row: number) => string } | undefined;
  small?: 'small' | undefined;
  on_point?: ((row: number, column: number) => void) | undefined;
}

const name_length_max = 24;

function pointed(event: PointerEvent, on_point: (row: number, column: number) => void) {
  const cell = (event.target as HTMLElement).closest('td');
  if (cell?.dataset.row && cell.dataset.column)
    on_point(Number(cell.dataset.row), Number(cell.dataset.column));
}

// A table whose cells carry colour: what is drawn is also what is read out and copied.
export const HeatMap = memo(function HeatMap(props: HeatMapProps) {
  const { on_point } = props;
  return (
    <div className="scroll" role="group" aria-label={props.label} tabIndex={0}>
      <table
        className={`heat ${props.tone} ${props.small ?? ''}`}
        onPointerOver={on_point && ((event) => pointed(event, on_point))}
      >
        <thead>
          <tr>
            <Corner {...props} />
            {props.columns.map((name) => (
              <th scope="col" className="column_name" key={name} title={printable(name)}>
                <span>
                  <bdi>{shorten(name, name_length_max)}</bdi>
                </span>
              </th>
            ))}
            {props.totals && (
              <th scope="col" className="column_name">
                <span>{props.totals.title}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((name, row) => (
            <Row key={name} name={name} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function Corner({ row_title, column_title }: HeatMapProps) {
  if (!row_title && !column_title) return <td className="corner" />;
  return (
    <th scope="col" className="corner">
      <span>{row_title} ↓</span>
      <span>{column_title} →</span>
    </th>
  );
}

function Row({ name, row, columns, cell, totals }: HeatMapProps & { name: string; row: number }) {
  return (
    <tr>
      <th scope="row" title={printable(name)}>
        <bdi>{shorten(name, name_length_max)}</bdi>
      </th>
      {columns.map((column_name, column) => {
        const { text, content = text, strength, kind = 'plain', title } = cell(row, column);
        return (
          <td
            key={column_name}
            className={kind}
            data-row={row}
            data-column={column}
            title={title}
            style={{ '--strength': strength.toFixed(2) } as Record<string, string>}
          >
            {content}
          </td>
        );
      })}
      {totals && <td className="total">{totals.text(row)}</td>}
    </tr>
  );
}
