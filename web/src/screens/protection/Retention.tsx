import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useRetention, useSetRetention } from '../../api/protection.ts';
import type { Project } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { app_words } from '../../words/app.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { may } from '../frame/rights.ts';

const said = protection_words.retention;

export function Retention({ project }: { project: Project }) {
  const rule = useRetention(project.id);
  const [changing, set_changing] = useState(false);
  return (
    <Section id="retention" title={said.title}>
      <Loaded query={rule}>
        {({ keep_days, last_run_at }) => (
          <>
            <p className="plain">
              {keep_days === null ? said.forever : said.days(keep_days)}
              {last_run_at && (
                <>
                  {' '}
                  {said.last_run} <When at={last_run_at} />.
                </>
              )}
            </p>
            {may(project, 'change_protection') && (
              <Button
                className="space_above"
                variant="default"
                onClick={() => {
                  set_changing(true);
                }}
              >
                {said.change}
              </Button>
            )}
            {changing && (
              <Changing
                project={project.id}
                now={keep_days}
                on_close={() => {
                  set_changing(false);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

interface ChangingProps {
  project: string;
  now: number | null;
  on_close: () => void;
}

function Changing({ project, now, on_close }: ChangingProps) {
  const [days, set_days] = useState<number | string>(now ?? '');
  const change = useSetRetention(project);
  return (
    <Ask
      title={said.ask}
      text={said.text}
      act={app_words.save}
      busy={change.isPending}
      error={error_elsewhere(change.error, ['keep_days'])}
      on_act={() => {
        change.mutate(days === '' ? null : Number(days), { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <NumberInput
        label={said.field}
        description={said.help}
        min={1}
        allowDecimal={false}
        value={days}
        error={error_at(change.error, 'keep_days')}
        onChange={set_days}
      />
    </Ask>
  );
}
