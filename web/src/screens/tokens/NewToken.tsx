import { Button, Checkbox, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateToken } from '../../api/tokens.ts';
import type { TokenScope } from '../../api/types.ts';
import { app_words } from '../../words/app.ts';
import { token_words as said } from '../../words/server.ts';
import { Failed } from '../frame/Failure.tsx';

const scopes_all = ['read', 'write'] as const satisfies TokenScope[];
const day_ms = 86_400_000;

const end_after = (days: string): string | null =>
  days === '' ? null : new Date(Date.now() + Number(days) * day_ms).toISOString();

export function NewToken() {
  const [name, set_name] = useState('');
  const [scopes, set_scopes] = useState<string[]>(['read']);
  const [days, set_days] = useState('90');
  const create = useCreateToken();
  const made = create.data;
  return (
    <div className="take">
      <form
        className="take_fields"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = scopes_all.filter((scope) => scopes.includes(scope));
          create.mutate(
            { name: name.trim(), scopes: wanted, expires_at: end_after(days) },
            { onSuccess: () => set_name('') },
          );
        }}
      >
        <TextInput
          size="xs"
          label={said.name}
          placeholder={said.name_help}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
        />
        <Checkbox.Group size="xs" label={said.scopes} value={scopes} onChange={set_scopes}>
          <span className="in_line">
            {scopes_all.map((scope) => (
              <Checkbox key={scope} size="xs" value={scope} label={said.scope_names[scope]} />
            ))}
          </span>
        </Checkbox.Group>
        <NativeSelect
          size="xs"
          label={said.expires}
          value={days}
          data={['30', '90', '365', ''].map((value) => ({ value, label: said.expiries[value] ?? value }))}
          onChange={(event) => {
            set_days(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="xs" loading={create.isPending} disabled={scopes.length === 0}>
          {said.create}
        </Button>
      </form>
      {scopes.length === 0 && <p className="problem">{said.no_scope}</p>}
      <Failed error={create.error} />
      {made && (
        <div className="secret" role="status">
          <p>{said.made}</p>
          <p className="secret_line">
            <code className="mono">{made.token}</code>
            <CopyButton value={made.token}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy}>
                  {copied ? app_words.copied : app_words.copy}
                </Button>
              )}
            </CopyButton>
          </p>
        </div>
      )}
    </div>
  );
}
