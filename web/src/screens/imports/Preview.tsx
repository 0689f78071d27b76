import type { ImportProblem } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { import_words as said } from '../../words/imports.ts';
import { grouped } from '../../words/numbers.ts';

type PreviewRow = Record<string, unknown>;

const cell_text = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

// What a row is about, then what is said of it; the rest as it comes.
const first_keys = ['item', 'question', 'annotator', 'label', 'kind', 'content'];

function keys_in_order(rows: PreviewRow[]): string[] {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const is_empty = (key: string) => rows.every((row) => cell_text(row[key]) === '');
  return [
    ...first_keys.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !first_keys.includes(key)),
  ].filter((key) => !is_empty(key));
}

// The first rows, as they will be understood.
export function PreviewRows({ rows }: { rows: PreviewRow[] }) {
  const keys = keys_in_order(rows);
  if (keys.length === 0) return null;
  const numbered = rows.map((row, at) => ({ row, at }));
  return (
    <div>
      <h2>{said.rows}</h2>
      <SortTable
        label={said.rows}
        columns={keys.map((key) => ({
          key,
          title: said.roles[key] ?? key,
          cell: ({ row }: { row: PreviewRow }) => <Name text={cell_text(row[key])} />,
          csv: ({ row }: { row: PreviewRow }) => cell_text(row[key]),
        }))}
        rows={numbered}
        row_key={({ at }) => at.toString()}
      />
    </div>
  );
}

export function Problems({ problems }: { problems: ImportProblem[] }) {
  if (problems.length === 0) return <p className="quiet">{said.no_problems}</p>;
  return (
    <div>
      <h2>{said.problems(problems.length)}</h2>
      <SortTable
        label={said.problems(problems.length)}
        columns={[
          {
            key: 'row',
            title: said.problem_row,
            align: 'right',
            cell: (row: ImportProblem) => (row.row === null ? '–' : grouped(row.row)),
            sort: (row) => row.row,
          },
          {
            key: 'column',
            title: said.problem_column,
            cell: (row) => <Name text={row.column ?? '–'} />,
            sort: (row) => row.column,
          },
          {
            key: 'field',
            title: said.problem_field,
            cell: (row) => <Name text={row.field ?? '–'} />,
            sort: (row) => row.field,
          },
          {
            key: 'problem',
            title: said.problem,
            cell: (row) => <Name text={row.message} />,
            csv: (row) => row.message,
          },
        ]}
        rows={problems}
        row_key={(row) => JSON.stringify(row)}
      />
    </div>
  );
}
