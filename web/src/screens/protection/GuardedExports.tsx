import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useApprovals, useAskApproval } from '../../api/approvals.ts';
import type { ExportChoice } from '../../api/exports.ts';
import { export_address, type ExportedNoun } from '../../api/items.ts';
import { useExportRequest } from '../../api/protection.ts';
import { Section } from '../../parts/Section.tsx';
import { export_words } from '../../words/exports.ts';
import { printable } from '../../words/names.ts';
import { overview_words } from '../../words/overview.ts';
import { protection_words } from '../../words/protection.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { approval_of } from './approval_of.ts';

const said = protection_words.exports;
const options = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

// Files of a project about people: chosen, shown as a second person will see them, asked for, and then taken.
export function GuardedExports({ project }: { project: string }) {
  const [what, set_what] = useState<ExportedNoun>('annotations');
  const [format, set_format] = useState<ExportChoice['format']>('csv');
  const [choice, choose] = useState<ExportChoice | null>(null);
  return (
    <Section id="exports" title={overview_words.export} lead={said.text}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          choose({ what, format });
        }}
      >
        <Select
          label={said.what}
          data={options(overview_words.exports)}
          value={what}
          allowDeselect={false}
          onChange={(value) => {
            set_what(value as ExportedNoun);
          }}
        />
        <Select
          label={said.format}
          data={options(export_words.formats)}
          value={format}
          allowDeselect={false}
          onChange={(value) => {
            set_format(value as ExportChoice['format']);
          }}
        />
        <div className="form_end">
          <Button type="submit" variant="default">
            {said.look}
          </Button>
        </div>
      </form>
      {choice && <Chosen project={project} choice={choice} />}
    </Section>
  );
}

function Chosen({ project, choice }: { project: string; choice: ExportChoice }) {
  const wanted = useExportRequest(project, choice);
  const approvals = useApprovals().data?.items ?? [];
  const ask = useAskApproval({ action: 'export_personal_data', project });
  return (
    <Loaded query={wanted}>
      {({ request }) => {
        if (!request) return null;
        const approval = approval_of('export_personal_data', request, approvals);
        return (
          <div className="agreed_to">
            <p>
              <code className="mono">{printable(JSON.stringify(request))}</code>
            </p>
            <Failed error={ask.error} />
            {!approval && (
              <Button
                loading={ask.isPending}
                onClick={() => {
                  ask.mutate(request);
                }}
              >
                {said.ask}
              </Button>
            )}
            {approval?.state === 'requested' && <p>{said.waits}</p>}
            {approval?.state === 'approved' && (
              <a
                href={`${export_address(project, choice.what, choice.format)}&approval=${approval.id}`}
                download
              >
                {said.download}
              </a>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
