import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useSignOut, useUnlock } from '../../api/session.ts';
import type { Session } from '../../api/types.ts';
import { access_words } from '../../words/access.ts';
import { printable } from '../../words/names.ts';
import { Failed } from '../frame/Failure.tsx';
import { CodeField, SecretField } from './fields.tsx';
import { Outside } from './Outside.tsx';

const said = access_words.unlock;

// In place of every screen, at the address where the person was.
export function Unlock({ session }: { session: Session }) {
  const [password, set_password] = useState('');
  const [code, set_code] = useState('');
  const unlock = useUnlock();
  const sign_out = useSignOut();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    unlock.mutate({ password, code });
  };
  return (
    <Outside is_known title={said.title} lead={said.lead(printable(session.user.name))}>
      <form onSubmit={enter} className="form">
        <SecretField label={said.password} kind="current" value={password} on_change={set_password} />
        <CodeField
          label={said.code}
          description={said.code_help}
          required={false}
          value={code}
          on_change={set_code}
        />
        <Failed error={unlock.error} />
        <div className="form_end">
          <Button type="submit" loading={unlock.isPending}>
            {said.enter}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              sign_out.mutate();
            }}
          >
            {said.other}
          </Button>
        </div>
      </form>
    </Outside>
  );
}
