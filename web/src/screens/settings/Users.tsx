import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import type { User } from '../../api/types.ts';
import { useUserChange, useUsers, type UserVerb } from '../../api/users.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { user_words as said } from '../../words/server.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { Invitations } from './Invitations.tsx';
import { verbs_for } from './user_verbs.ts';

interface Asked {
  user: User;
  verb: UserVerb;
}

export function Users() {
  const users = useUsers();
  const own = useSession().data?.user.id;
  const [asked, set_asked] = useState<Asked | null>(null);
  return (
    <Screen title={said.title} lead={said.lead}>
      <Loaded query={users}>
        {({ items }) => (
          <SortTable
            label={said.list}
            columns={columns_of(set_asked, own)}
            rows={items}
            row_key={(row) => row.id}
            top={100}
          />
        )}
      </Loaded>
      <Invitations />
      {asked && (
        <Changing
          {...asked}
          on_close={() => {
            set_asked(null);
          }}
        />
      )}
    </Screen>
  );
}

const state_of = (user: User) => {
  const state = said.states[user.state] ?? user.state;
  return user.locked_out_until ? `${state}, ${said.locked_out}` : state;
};
const factor_of = (user: User) => (user.second_factor ? said.yes : said.no);

function columns_of(ask: (asked: Asked) => void, own: string | undefined): Column<User>[] {
  return [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) => (
        <>
          <Name text={row.name} />{' '}
          {row.administrator && <span className="quiet">{said.administrator}</span>}
        </>
      ),
      sort: (row) => row.name,
    },
    {
      key: 'email',
      title: said.columns.email,
      cell: (row) => <Name text={row.email} />,
      sort: (row) => row.email,
    },
    { key: 'state', title: said.columns.state, cell: state_of, sort: state_of },
    { key: 'factor', title: said.columns.factor, cell: factor_of, sort: factor_of },
    {
      key: 'since',
      title: said.columns.since,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'actions',
      title: said.columns.actions,
      cell: (row) => (
        <span className="actions">
          {verbs_for(row, own).map((verb) => (
            <Button
              key={verb}
              variant="default"
              size="compact-xs"
              aria-label={said.verb_of(said.verbs[verb], printable(row.name))}
              onClick={() => {
                ask({ user: row, verb });
              }}
            >
              {said.verbs[verb]}
            </Button>
          ))}
        </span>
      ),
      csv: () => '',
    },
  ];
}

function Changing({ user, verb, on_close }: Asked & { on_close: () => void }) {
  const [reason, set_reason] = useState('');
  const change = useUserChange();
  return (
    <Ask
      title={said.verb_of(said.verbs[verb], printable(user.name))}
      text={said.what[verb]}
      act={said.verbs[verb]}
      busy={change.isPending}
      error={change.error}
      on_act={() => {
        change.mutate({ verb, id: user.id, reason: reason.trim() }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <TextInput
        label={said.reason}
        description={said.reason_help}
        required
        withAsterisk={false}
        value={reason}
        onChange={(event) => {
          set_reason(event.currentTarget.value);
        }}
      />
    </Ask>
  );
}
