import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { useSetUp } from '../../api/session.ts';
import type { FirstUser } from '../../api/types.ts';
import { access_words } from '../../words/access.ts';
import { Failed } from '../frame/Failure.tsx';
import { Outside } from './Outside.tsx';
import { Strength } from './Strength.tsx';

const said = access_words.set_up;
const password_length_min = 12;

type Draft = FirstUser & { again: string };
type Problems = Partial<Record<keyof Draft, string>>;

function problems_of(draft: Draft): Problems {
  const problems: Problems = {};
  if (!/^\S+@\S+$/.test(draft.email.trim())) problems.email = said.no_email;
  if (draft.password.length < password_length_min) problems.password = said.too_short(password_length_min);
  if (draft.again !== draft.password) problems.again = said.differs;
  return problems;
}

// The token stands behind the #, so that no server and no log sees it in an address.
export function SetUp() {
  const given = new URLSearchParams(useLocation().hash.slice(1));
  const [draft, set_draft] = useState<Draft>({
    ...{ token: given.get('token') ?? '', organisation: '', name: '', email: '', password: '', again: '' },
  });
  const [tried, set_tried] = useState(false);
  const set_up = useSetUp();
  const problems = tried ? problems_of(draft) : {};
  const enter = (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    if (Object.keys(problems_of(draft)).length > 0) return;
    const { token, organisation, name, email, password } = draft;
    set_up.mutate({ token: token.trim(), organisation, name, email: email.trim(), password });
  };
  const field = (key: keyof Draft) => ({
    name: key,
    required: true,
    withAsterisk: false,
    value: draft[key],
    error: problems[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      set_draft((old) => ({ ...old, [key]: value }));
    },
  });
  const help = said.password_help(password_length_min);
  return (
    <Outside title={said.title} lead={said.lead}>
      <form onSubmit={enter} className="form" noValidate={false}>
        <TextInput
          label={said.token}
          description={said.token_help}
          autoComplete="off"
          {...field('token')}
        />
        <TextInput
          label={said.organisation}
          description={said.organisation_help}
          {...field('organisation')}
        />
        <TextInput label={said.name} autoComplete="name" {...field('name')} />
        <TextInput label={said.email} autoComplete="username" {...field('email')} />
        <PasswordInput
          label={said.password}
          description={help}
          autoComplete="new-password"
          {...field('password')}
        />
        <Strength password={draft.password} />
        <PasswordInput label={said.password_again} autoComplete="new-password" {...field('again')} />
        <Failed error={set_up.error} />
        <Button type="submit" loading={set_up.isPending}>
          {said.enter}
        </Button>
      </form>
    </Outside>
  );
}
