import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useImport } from '../../api/imports.ts';
import { is_over, useJob } from '../../api/jobs.ts';
import type { ImportRequest, Job } from '../../api/types.ts';
import { Mono } from '../../parts/Name.tsx';
import { app_words } from '../../words/app.ts';
import { import_words as said } from '../../words/imports.ts';
import { Failed } from '../frame/Failure.tsx';
import { JobProgress } from '../frame/JobProgress.tsx';
import { project_path } from '../frame/places.ts';

interface RunStepProps {
  project: string;
  request: ImportRequest;
  file_name: string;
  on_back: () => void;
  on_another: () => void;
}

const number_of = (job: Job, key: string): number | null => {
  const value = job.result?.[key];
  return typeof value === 'number' ? value : null;
};

// What came of it, in the counts there are: trying a file of items does not say which are known.
function counts_of(job: Job): string {
  const [added, known] = [number_of(job, 'added'), number_of(job, 'known')];
  if (added === null || known === null) return said.read(number_of(job, 'rows') ?? 0);
  return said.result(added, known, number_of(job, 'refused') ?? 0);
}

export function RunStep({ project, request, file_name, on_back, on_another }: RunStepProps) {
  // The job and what it is for change together: the job before must not be read as what this one came to.
  const [started, set_started] = useState<{ id: string; dry: boolean } | null>(null);
  const start = useImport(project);
  const job = useJob(started?.id ?? null).data;
  const dry = started?.dry ?? true;
  const run = (dry_run: boolean) => {
    start.mutate(
      { ...request, dry_run },
      {
        onSuccess: ({ id }) => {
          set_started({ id, dry: dry_run });
        },
      },
    );
  };
  const busy = start.isPending || (job !== undefined && !is_over(job));
  const finished = job?.state === 'done' && !dry;
  return (
    <div className="form">
      <p>
        {said.kinds[request.kind].title}: <Mono text={file_name} />
      </p>
      <Failed error={start.error} />
      {job && <JobProgress job={job} title={dry ? said.dry_run : said.run} />}
      {job && <Result job={job} dry={dry} />}
      <div className="form_end">
        {finished ? (
          <>
            <Button component={Link} to={project_path(project)}>
              {said.to_overview}
            </Button>
            <Button variant="default" onClick={on_another}>
              {said.another}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" disabled={busy} onClick={on_back}>
              {app_words.back}
            </Button>
            <Button
              variant="default"
              disabled={busy}
              onClick={() => {
                run(true);
              }}
            >
              {said.dry_run}
            </Button>
            <Button
              disabled={busy}
              onClick={() => {
                run(false);
              }}
            >
              {said.run}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Result({ job, dry }: { job: Job; dry: boolean }) {
  if (job.state === 'cancelled') return <p>{said.cancelled}</p>;
  if (job.state !== 'done') return null;
  return (
    <p role="status">
      {dry ? said.dry_run_done : said.done} {counts_of(job)}
    </p>
  );
}
