import { Button } from '@mantine/core';
import { useState } from 'react';
import { useChangePassword, useEndOthers, useEndSession, useSessions } from '../../api/account.ts';
import { own_report_address } from '../../api/erasures.ts';
import type { OneSession } from '../../api/types.ts';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { access_words, account_words } from '../../words/access.ts';
import { local_text } from '../../words/dates.ts';
import { protection_words } from '../../words/protection.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { SecretField } from './fields.tsx';
import { password_length_min, password_problems } from './new_password.ts';
import { SecondFactor } from './SecondFactor.tsx';

const said = account_words;

export function Account() {
  return (
    <Screen title={said.title}>
      <SecondFactor />
      <Password />
      <Sessions />
      <HeldAboutYou />
    </Screen>
  );
}

function HeldAboutYou() {
  const held = protection_words.people;
  return (
    <section>
      <h2>{held.own_title}</h2>
      <p>{held.own_text}</p>
      <p>
        <a href={own_report_address} download>
          {held.own_report}
        </a>
      </p>
    </section>
  );
}

function Password() {
  const [old_password, set_old] = useState('');
  const [password, set_password] = useState('');
  const [again, set_again] = useState('');
  const [tried, set_tried] = useState(false);
  const change = useChangePassword();
  const problems = password_problems({ password, again });
  const shown = tried ? problems : {};
  const clear = () => {
    for (const set of [set_old, set_password, set_again]) set('');
    set_tried(false);
  };
  return (
    <section>
      <h2>{said.password.title}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          set_tried(true);
          if (Object.keys(problems).length > 0) return;
          change.mutate({ old_password, new_password: password }, { onSuccess: clear });
        }}
      >
        <SecretField label={said.password.old} kind="current" value={old_password} on_change={set_old} />
        <SecretField
          label={said.password.new}
          description={access_words.set_up.password_help(password_length_min)}
          kind="new"
          is_chosen
          value={password}
          on_change={set_password}
          error={shown.password}
        />
        <SecretField
          label={said.password.again}
          kind="new"
          value={again}
          on_change={set_again}
          error={shown.again}
        />
        <Failed error={change.error} />
        {change.isSuccess && <p role="status">{said.password.done}</p>}
        <div className="form_end">
          <Button type="submit" loading={change.isPending}>
            {said.password.change}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Sessions() {
  const sessions = useSessions();
  const end = useEndSession();
  const end_others = useEndOthers();
  return (
    <section>
      <h2>{said.sessions.title}</h2>
      <Loaded query={sessions}>
        {({ items }) => (
          <>
            <SortTable
              label={said.sessions.list}
              columns={columns_of((session) => {
                end.mutate(session.id);
              })}
              rows={items}
              row_key={(row) => row.id}
              top={50}
            />
            {items.length > 1 && (
              <div className="form_end">
                <Button
                  variant="default"
                  size="xs"
                  loading={end_others.isPending}
                  onClick={() => {
                    end_others.mutate(undefined);
                  }}
                >
                  {said.sessions.end_others}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      <Failed error={end.error ?? end_others.error} />
    </section>
  );
}

function columns_of(end: (session: OneSession) => void): Column<OneSession>[] {
  const words = said.sessions;
  const state_of = ({ current, locked }: OneSession) =>
    current ? words.current : locked ? words.locked : words.open;
  const time = (key: 'created_at' | 'last_used_at' | 'expires_at', title: string): Column<OneSession> => ({
    key,
    title,
    cell: (row) => <When at={row[key]} />,
    sort: (row) => row[key],
  });
  return [
    time('created_at', words.began),
    time('last_used_at', words.used),
    time('expires_at', words.ends),
    {
      key: 'methods',
      title: words.methods,
      cell: (row) => row.methods.map((method) => words.method_names[method] ?? method).join(', '),
      sort: (row) => row.methods.join(' '),
    },
    {
      key: 'state',
      title: words.state,
      cell: (row) =>
        row.current ? (
          words.current
        ) : (
          <span className="actions">
            {state_of(row)}
            <Button
              variant="default"
              size="compact-xs"
              aria-label={words.end_of(local_text(row.created_at))}
              onClick={() => {
                end(row);
              }}
            >
              {words.end}
            </Button>
          </span>
        ),
      csv: state_of,
    },
  ];
}
