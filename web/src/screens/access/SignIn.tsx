import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { challenge_of, useSignIn, useSignInCode } from '../../api/session.ts';
import { access_words } from '../../words/access.ts';
import { Failed } from '../frame/Failure.tsx';
import { CodeField, SecretField } from './fields.tsx';
import { Outside } from './Outside.tsx';
import { SingleSignOn, Stopped } from './SingleSignOn.tsx';

const said = access_words.sign_in;

export function SignIn() {
  const [email, set_email] = useState('');
  const [password, set_password] = useState('');
  const sign_in = useSignIn();
  const challenge = challenge_of(sign_in.error);
  if (challenge !== null)
    return (
      <Code
        challenge={challenge}
        on_back={() => {
          set_password('');
          sign_in.reset();
        }}
      />
    );
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
        <SecretField label={said.password} kind="current" value={password} on_change={set_password} />
        <Failed error={sign_in.error} />
        <Button type="submit" loading={sign_in.isPending}>
          {said.enter}
        </Button>
      </form>
      <p className="quiet small">{said.forgotten}</p>
    </Outside>
  );
}

function Code({ challenge, on_back }: { challenge: string; on_back: () => void }) {
  const [code, set_code] = useState('');
  const answer = useSignInCode();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ challenge, code });
  };
  return (
    <Outside title={said.code_title}>
      <form onSubmit={enter} className="form">
        <CodeField label={said.code} description={said.code_help} value={code} on_change={set_code} />
        <Failed error={answer.error} />
        <div className="form_end">
          <Button type="submit" loading={answer.isPending}>
            {said.code_enter}
          </Button>
          <Button variant="default" onClick={on_back}>
            {said.again}
          </Button>
        </div>
      </form>
    </Outside>
  );
}
