import { Button } from '@mantine/core';
import { useExports, useStartExport, type ExportChoice } from '../../api/exports.ts';
import type { ExportedNoun } from '../../api/items.ts';
import { useJob } from '../../api/jobs.ts';
import type { Job } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { export_words as said } from '../../words/exports.ts';
import { overview_words } from '../../words/overview.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { JobProgress } from '../frame/JobProgress.tsx';
import { useMay } from '../frame/use_may.ts';
import { export_columns } from './export_columns.tsx';

const nouns = Object.entries(overview_words.exports) as [ExportedNoun, string][];
const formats = Object.entries(said.formats) as [ExportChoice['format'], string][];

// Files of a project about nobody: each is made by a job, which one may leave alone or stop, and fetched later.
export function Exports({ project }: { project: string }) {
  const jobs = useExports(project);
  const may = useMay(project);
  return (
    <Section id="exports" title={overview_words.export} lead={said.lead}>
      <Choices project={project} />
      <Loaded query={jobs}>
        {({ under_way, ended }) => (
          <>
            {under_way.map((job) => (
              <UnderWay key={job.id} job={job} may_cancel={may('cancel_job')} />
            ))}
            {ended.length > 0 && (
              <SortTable
                label={said.list}
                columns={export_columns(project, jobs.dataUpdatedAt)}
                rows={ended}
                row_key={(row) => row.id}
                top={10}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Choices({ project }: { project: string }) {
  const start = useStartExport(project);
  const is_starting = (what: ExportedNoun, format: ExportChoice['format']) =>
    start.isPending && start.variables.what === what && start.variables.format === format;
  return (
    <>
      <ul className="downloads">
        {nouns.map(([what, title]) => (
          <li key={what} className="actions">
            <span className="download_title">{title}</span>
            {formats.map(([format, name]) => (
              <Button
                key={format}
                variant="default"
                size="compact-xs"
                aria-label={said.make(said.nouns[what], name)}
                loading={is_starting(what, format)}
                onClick={() => {
                  start.mutate({ what, format });
                }}
              >
                {name}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      <Failed error={start.error} />
    </>
  );
}

// Once it has ended the list of jobs is read again, and it stands in the table.
function UnderWay({ job, may_cancel }: { job: Job; may_cancel: boolean }) {
  const now = useJob(job.id).data ?? job;
  return <JobProgress job={now} title={said.making} may_cancel={may_cancel} />;
}
