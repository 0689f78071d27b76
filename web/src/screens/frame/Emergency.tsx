import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useBreakGlass } from '../../api/protection.ts';
import { protection_words } from '../../words/protection.ts';
import { Failed } from './Failure.tsx';
import { error_at, error_elsewhere } from './field_errors.ts';
import { project_path } from './places.ts';

const said = protection_words.glass;

// For somebody of the client who has no part in a project about people and cannot wait for its owners.
export function Emergency({ project }: { project: string }) {
  const [reason, set_reason] = useState('');
  const broken = useBreakGlass(project);
  const navigate = useNavigate();
  return (
    <details className="space_above">
      <summary>{said.break_title}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          broken.mutate(reason, {
            onSuccess: () => void navigate(project_path(project, 'items')),
          });
        }}
      >
        <p>{said.break_text}</p>
        <Textarea
          label={said.reason}
          description={said.reason_help}
          rows={3}
          value={reason}
          error={error_at(broken.error, 'reason')}
          onChange={(event) => {
            set_reason(event.currentTarget.value);
          }}
        />
        <Failed error={error_elsewhere(broken.error, ['reason'])} />
        <div className="form_end">
          <Button type="submit" loading={broken.isPending}>
            {said.break}
          </Button>
        </div>
      </form>
    </details>
  );
}
