import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useErasures } from '../../api/erasures.ts';
import { useSession } from '../../api/session.ts';
import type { User } from '../../api/types.ts';
import { useUserChange, useUsers, type UserVerb } from '../../api/users.ts';
import { SortTable } from '../../parts/SortTable.tsx';
import { printable } from '../../words/names.ts';
import { user_words as said } from '../../words/server.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { ErasedPeople, ErasePerson } from './ErasePeople.tsx';
import { Invitations } from './Invitations.tsx';
import { user_columns } from './user_columns.tsx';

interface Asked {
  user: User;
  verb: UserVerb;
}

export function Users() {
  const users = useUsers();
  const own = useSession().data?.user.id;
  const [asked, set_asked] = useState<Asked | null>(null);
  const [erasing, set_erasing] = useState<User | null>(null);
  const erasures = useErasures(null).data?.items ?? [];
  const erased = new Set(
    erasures.flatMap(({ state, person }) => (person && state !== 'withdrawn' ? [person.id] : [])),
  );
  const change = (user: User, verb: UserVerb) => {
    set_asked({ user, verb });
  };
  const close = () => {
    set_asked(null);
    set_erasing(null);
  };
  return (
    <Screen title={said.title} lead={said.lead}>
      <Loaded query={users}>
        {({ items }) => (
          <SortTable
            label={said.list}
            columns={user_columns({ own, change, erase: set_erasing, erased })}
            rows={items}
            row_key={(row) => row.id}
            top={100}
          />
        )}
      </Loaded>
      <Invitations />
      <ErasedPeople />
      {asked && <Changing {...asked} on_close={close} />}
      {erasing && <ErasePerson user={erasing} on_close={close} />}
    </Screen>
  );
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
