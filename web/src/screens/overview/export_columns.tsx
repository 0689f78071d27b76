import { exported_file_address, is_kept, made_by } from '../../api/exports.ts';
import type { Job } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Mono } from '../../parts/Name.tsx';
import type { Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { app_words } from '../../words/app.ts';
import { export_words as said } from '../../words/exports.ts';
import { size_text } from '../../words/imports.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';

const state_text = ({ state, error }: Job): string =>
  error ? `${app_words.job[state]}: ${printable(error.message)}` : app_words.job[state];

interface FileCellProps {
  project: string;
  job: Job;
  now: number;
}

// Leads to the file as long as it is kept; of a job that made none, why.
function FileCell({ project, job, now }: FileCellProps) {
  const made = made_by(job);
  if (!made) return <span className="quiet">{state_text(job)}</span>;
  if (is_kept(job, now))
    return (
      <a href={exported_file_address(project, job.id)} download={made.file}>
        <Mono text={made.file} />
      </a>
    );
  return (
    <>
      <Mono text={made.file} /> <span className="quiet">{said.gone}</span>
    </>
  );
}

const number_column = (
  key: 'rows' | 'bytes' | 'log_position',
  title: string,
  text: (value: number) => string,
): Column<Job> => ({
  key,
  title,
  align: 'right',
  cell: (row) => {
    const made = made_by(row);
    return made ? text(made[key]) : '–';
  },
  sort: (row) => made_by(row)?.[key] ?? null,
});

export const export_columns = (project: string, now: number): Column<Job>[] => [
  {
    key: 'file',
    title: said.columns.file,
    cell: (row) => <FileCell project={project} job={row} now={now} />,
    sort: (row) => made_by(row)?.file ?? state_text(row),
  },
  number_column('log_position', said.columns.position, said.position),
  {
    key: 'at',
    title: said.columns.at,
    cell: (row) => <When at={row.finished_at ?? row.created_at} />,
    sort: (row) => row.finished_at ?? row.created_at,
  },
  number_column('rows', said.columns.rows, grouped),
  number_column('bytes', said.columns.bytes, size_text),
  {
    key: 'sha256',
    title: said.columns.sha256,
    cell: (row) => <Hash text={made_by(row)?.sha256 ?? null} />,
    csv: (row) => made_by(row)?.sha256 ?? '',
  },
];
