import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useSignIn } from '../../api/session.ts';
import { access_words } from '../../words/access.ts';
import { Failed } from '../frame/Failure.tsx';
import { Outside } from './Outside.tsx';
import { SingleSignOn, Stopped } from './SingleSignOn.tsx';

const said = access_words.sign_in;

export function SignIn() {
  const [email, set_email] = useState('');
  const [password, set_password] = useState('');
  const sign_in = useSignIn();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    sign_in.mutate({ email: email.trim(), password });
  };
  return (
    <Outside title={said.title}>
      <Stopped />
      <SingleSignOn />
      <form onSubmit={enter} className="form">
        <TextInput
          label={said.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => {
            set_email(event.currentTarget.value);
          }}
        />
        <PasswordInput
          label={said.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => {
            set_password(event.currentTarget.value);
          }}
        />
        <Failed error={sign_in.error} />
        <Button type="submit" loading={sign_in.isPending}>
          {said.enter}
        </Button>
      </form>
      <p className="quiet small">{said.forgotten}</p>
    </Outside>
  );
}
