import { useMemo, useState, type ReactNode } from 'react';
import { words } from '../words/words.ts';
import type { CsvValue } from './csv.ts';
import { TableExport } from './TableExport.tsx';

export type SortValue = number | string | null;

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  // What the column is sorted by; without it the column cannot be sorted.
  sort?: (row: Row) => SortValue;
  // 'short': words of a few letters. 'aside': said elsewhere too, left out where there is little room.
  align?: 'right' | 'plot' | 'left' | 'short' | 'aside' | 'right aside';
  // Under the title: the axis of a plot.
  under_title?: ReactNode;
  // The cell in a file, where it is not what the column is sorted by; several values are several columns.
  csv?: (row: Row) => CsvValue | CsvValue[];
  csv_titles?: string[];
}

interface SortTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  row_key: (row: Row) => string;
  // Rows shown before "show all".
  top?: number;
  // What is searched; with many rows a search field appears.
  name?: (row: Row) => string;
  wide?: 'wide' | undefined;
}

type Direction = 'ascending' | 'descending';
interface Order {
  key: string;
  direction: Direction;
}

const filter_rows_min = 30;
const page_rows = 500;

// What has no value stands last in either direction.
function compare(a: SortValue, b: SortValue, direction: Direction): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
  return direction === 'ascending' ? order : -order;
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], order: Order | null): Row[] {
  const value = columns.find((column) => column.key === order?.key)?.sort;
  if (!order || !value) return rows;
  return [...rows].sort((a, b) => compare(value(a), value(b), order.direction));
}

const in_file = <Row,>(columns: Column<Row>[]) =>
  columns.filter((column) => column.align !== 'plot' && (column.csv ?? column.sort));

const header_of = <Row,>(columns: Column<Row>[]): string[] =>
  in_file(columns).flatMap((column) => column.csv_titles ?? [column.title]);

const line_of = <Row,>(columns: Column<Row>[], row: Row): CsvValue[] =>
  in_file(columns).flatMap((column) => (column.csv ?? column.sort)?.(row));

export function SortTable<Row>(props: SortTableProps<Row>) {
  const { columns, rows, top = 15, name } = props;
  const [order, set_order] = useState<Order | null>(null);
  const [shown_count, set_shown_count] = useState(top);
  const [filter, set_filter] = useState('');
  const found = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const kept = wanted && name ? rows.filter((row) => name(row).toLowerCase().includes(wanted)) : rows;
    return sorted(kept, columns, order);
  }, [rows, columns, order, filter, name]);
  const visible = found.length <= top + 2 ? found : found.slice(0, shown_count);
  return (
    <div className="table_part">
      {name && rows.length >= filter_rows_min && <Filter value={filter} on_change={set_filter} />}
      <div className="scroll" role="group" aria-label={props.label} tabIndex={0}>
        <table className={props.wide ?? ''}>
          <Head columns={columns} order={order} on_order={set_order} />
          <tbody>
            {visible.map((row) => (
              <tr key={props.row_key(row)}>
                {columns.map((column, index) => (
                  <Cell key={column.key} column={column} row={row} first={index === 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p className="empty">{words.nothing_found}</p>}
      <div className="table_foot">
        <More all={found.length} shown={visible.length} top={top} on_change={set_shown_count} />
        <TableExport
          title={props.label}
          header={() => header_of(columns)}
          rows={() => found.map((row) => line_of(columns, row))}
        />
      </div>
    </div>
  );
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const content = column.cell(row);
  if (first) return <th scope="row">{content}</th>;
  return <td className={column.align ?? 'left'}>{content}</td>;
}

interface HeadProps<Row> {
  columns: Column<Row>[];
  order: Order | null;
  on_order: (order: Order) => void;
}

function Head<Row>({ columns, order, on_order }: HeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const active = order?.key === column.key ? order.direction : undefined;
          if (column.title === '' && !column.under_title)
            return <td key={column.key} className={column.align ?? 'left'} />;
          return (
            <th scope="col" key={column.key} className={column.align ?? 'left'} aria-sort={active}>
              {column.sort ? (
                <button
                  type="button"
                  className="sort"
                  onClick={() => {
                    on_order({
                      key: column.key,
                      direction: active === 'ascending' ? 'descending' : 'ascending',
                    });
                  }}
                >
                  {column.title}
                  <span className="arrow" aria-hidden="true">
                    {active === 'ascending' ? '↑' : active === 'descending' ? '↓' : '↕'}
                  </span>
                </button>
              ) : (
                column.title
              )}
              {column.under_title}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Filter({ value, on_change }: { value: string; on_change: (value: string) => void }) {
  return (
    <label className="filter">
      {words.filter}{' '}
      <input
        type="search"
        value={value}
        onChange={(event) => {
          on_change(event.target.value);
        }}
      />
    </label>
  );
}

interface MoreProps {
  all: number;
  shown: number;
  top: number;
  on_change: (count: number) => void;
}

function More({ all, shown, top, on_change }: MoreProps) {
  if (all <= top + 2) return null;
  const next = Math.min(all, shown + page_rows);
  return (
    <p className="more">
      {words.showing(shown, all)}
      {shown < all && (
        <button
          type="button"
          onClick={() => {
            on_change(next);
          }}
        >
          {next === all ? words.show_all(all) : words.show_more(next - shown)}
        </button>
      )}
      {shown > top && (
        <button
          type="button"
          onClick={() => {
            on_change(top);
          }}
        >
          {words.show_fewer}
        </button>
      )}
    </p>
  );
}
