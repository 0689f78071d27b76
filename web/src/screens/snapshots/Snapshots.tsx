import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { is_over, useJob } from '../../api/jobs.ts';
import { report_address, useRepeatSnapshot, useSnapshots } from '../../api/snapshots.ts';
import type { Snapshot } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { app_words } from '../../words/app.ts';
import { grouped } from '../../words/numbers.ts';
import { snapshot_words as said } from '../../words/snapshots.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { JobProgress } from '../frame/JobProgress.tsx';
import { MadeBy } from '../frame/MadeBy.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { TakeSnapshot } from './TakeSnapshot.tsx';

export function Snapshots() {
  const { project = '' } = useParams();
  const snapshots = useSnapshots(project);
  return (
    <Screen title={said.title} lead={said.lead}>
      <TakeSnapshot project={project} />
      <Loaded query={snapshots}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={said.empty.title} text={said.empty.text} />
          ) : (
            <SortTable
              label={said.list}
              columns={columns_of(project)}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
          )
        }
      </Loaded>
    </Screen>
  );
}

const name_of = (row: Snapshot) => row.name || said.unnamed;

function columns_of(project: string): Column<Snapshot>[] {
  return [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) =>
        row.state === 'done' ? (
          <Link to={project_path(project, `snapshots/${row.id}`)}>
            <Name text={name_of(row)} />
          </Link>
        ) : (
          <>
            <Name text={name_of(row)} /> <span className="quiet">{app_words.job[row.state]}</span>
          </>
        ),
      sort: (row) => row.name,
    },
    {
      key: 'at',
      title: said.columns.at,
      cell: (row) => <MadeBy at={row.created_at} by={row.created_by} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'position',
      title: said.columns.position,
      align: 'right',
      cell: (row) => grouped(row.log_position),
      sort: (row) => row.log_position,
    },
    {
      key: 'seed',
      title: said.columns.seed,
      align: 'right',
      cell: (row) => row.seed.toString(),
      sort: (row) => row.seed,
    },
    {
      key: 'inputs',
      title: said.columns.inputs,
      cell: (row) => <Hash text={row.inputs_sha256} />,
      csv: (row) => row.inputs_sha256,
    },
    {
      key: 'document',
      title: said.columns.document,
      cell: (row) => <Hash text={row.document_sha256} />,
      csv: (row) => row.document_sha256,
    },
    {
      key: 'actions',
      title: said.columns.actions,
      cell: (row) => (row.state === 'done' ? <Actions snapshot={row} /> : ''),
    },
  ];
}

// The report as a file, and the measurement once more: it must give the same bits.
export function Actions({ snapshot }: { snapshot: Snapshot }) {
  const [id, set_id] = useState<string | null>(null);
  const repeat = useRepeatSnapshot();
  const job = useJob(id).data;
  const name = name_of(snapshot);
  const same = job?.result?.document_sha256 === snapshot.document_sha256 || job?.result?.same === true;
  return (
    <span className="actions">
      <a href={report_address(snapshot.id)} download aria-label={said.report_of(name)}>
        {said.report}
      </a>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={said.repeat_of(name)}
        loading={repeat.isPending || (job !== undefined && !is_over(job))}
        onClick={() => {
          repeat.mutate(snapshot.id, { onSuccess: (started) => set_id(started.id) });
        }}
      >
        {said.repeat}
      </Button>
      {job && job.state !== 'done' && <JobProgress job={job} title={said.repeating} />}
      {job?.state === 'done' && (
        <span role="status" className={same ? 'repeat_same' : 'problem'}>
          {same ? said.repeat_same : said.repeat_differs}
        </span>
      )}
      <Failed error={repeat.error} />
    </span>
  );
}
