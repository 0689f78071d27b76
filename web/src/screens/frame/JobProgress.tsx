import { Button, Progress } from '@mantine/core';
import { is_over, useCancelJob } from '../../api/jobs.ts';
import type { Job } from '../../api/types.ts';
import { app_words } from '../../words/app.ts';
import { printable } from '../../words/names.ts';
import { Failed } from './Failure.tsx';

const said = app_words.job;

interface JobProgressProps {
  job: Job;
  title: string;
  // Who may not stop it is not asked whether it shall be.
  may_cancel?: boolean;
}

// Long work as it goes on, with the way to stop it.
export function JobProgress({ job, title, may_cancel = true }: JobProgressProps) {
  const cancel = useCancelJob();
  const share = job.total > 0 ? (100 * job.done) / job.total : 0;
  return (
    <div className="job">
      <p className="job_title" role="status">
        {title}{' '}
        <span className="quiet">{job.state === 'running' ? printable(job.step) : said[job.state]}</span>
      </p>
      {!is_over(job) && (
        <div className="job_line">
          <Progress value={share} aria-label={title} className="job_bar" />
          {may_cancel && (
            <Button
              variant="default"
              size="xs"
              loading={cancel.isPending}
              onClick={() => {
                cancel.mutate(job.id);
              }}
            >
              {said.cancel}
            </Button>
          )}
        </div>
      )}
      {job.error && <p className="problem">{printable(job.error.message)}</p>}
      <Failed error={cancel.error} />
    </div>
  );
}
