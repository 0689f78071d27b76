import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { useAccept } from '../../api/session.ts';
import { useOpenInvitation } from '../../api/users.ts';
import { access_words } from '../../words/access.ts';
import { printable } from '../../words/names.ts';
import { Failed, Loading } from '../frame/Failure.tsx';
import { SecretField } from './fields.tsx';
import { password_length_min, password_problems } from './new_password.ts';
import { Outside } from './Outside.tsx';

const said = access_words.invitation;

// The token stands behind the #, so that no server and no log sees it in an address.
export function AcceptInvitation() {
  const token = useLocation().hash.slice(1);
  const invitation = useOpenInvitation(token);
  if (token === '')
    return (
      <Outside title={said.title}>
        <p>{said.broken}</p>
      </Outside>
    );
  if (invitation.isPending) return <Loading />;
  return (
    <Outside
      title={said.title}
      lead={
        invitation.data &&
        said.lead(printable(invitation.data.email), printable(invitation.data.organisation))
      }
    >
      {invitation.isError ? <Failed error={invitation.error} /> : <Acceptance token={token} />}
    </Outside>
  );
}

function Acceptance({ token }: { token: string }) {
  const [name, set_name] = useState('');
  const [password, set_password] = useState('');
  const [again, set_again] = useState('');
  const [tried, set_tried] = useState(false);
  const accept = useAccept();
  const problems = password_problems({ password, again });
  const shown = tried ? problems : {};
  const enter = (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    if (Object.keys(problems).length === 0) accept.mutate({ token, name: name.trim(), password });
  };
  const { password_help, password: label, password_again } = access_words.set_up;
  return (
    <form onSubmit={enter} className="form">
      <TextInput
        label={said.name}
        name="name"
        autoComplete="name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => {
          set_name(event.currentTarget.value);
        }}
      />
      <SecretField
        label={label}
        description={password_help(password_length_min)}
        kind="new"
        is_chosen
        value={password}
        on_change={set_password}
        error={shown.password}
      />
      <SecretField
        label={password_again}
        kind="new"
        value={again}
        on_change={set_again}
        error={shown.again}
      />
      <Failed error={accept.error} />
      <Button type="submit" loading={accept.isPending}>
        {said.enter}
      </Button>
    </form>
  );
}
