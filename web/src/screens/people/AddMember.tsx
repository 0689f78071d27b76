import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSetMember } from '../../api/people.ts';
import type { Engagement, Project } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { people_words } from '../../words/people.ts';
import { role_title } from '../../words/roles.ts';
import { Failed } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { giver_of, on_side, open_sides, roles_for, type MemberDraft } from './member_form.ts';
import { AdjudicatesField, RoleField, role_fields } from './RoleFields.tsx';

const said = people_words.add;
const fields = ['email', 'engagement', ...role_fields];

interface AddMemberProps {
  project: Project;
  engagements: Engagement[];
}

export function AddMember({ project, engagements }: AddMemberProps) {
  const giver = giver_of(project);
  const sides = open_sides(giver, engagements);
  if (giver.engagement !== null && sides.length === 0) return <p className="quiet">{said.ended}</p>;
  return (
    <>
      <h3 className="space_above">{said.title}</h3>
      <Form key={giver.engagement} project={project} sides={sides} />
    </>
  );
}

function Form({ project, sides }: { project: Project; sides: Engagement[] }) {
  const giver = giver_of(project);
  const set_member = useSetMember(project.id);
  const [draft, set_draft] = useState<MemberDraft>(() =>
    on_side(giver, { email: '', side: null, role: 'expert', adjudicates: false }, giver.engagement),
  );
  const [problem, set_problem] = useState('');
  // A provider that ended while it was chosen is chosen no more.
  const side = sides.find((each) => each.id === draft.side);
  const { error, data: made } = set_member;
  const given = {
    ...{ role: draft.role, adjudicates: draft.adjudicates, error },
    on_change: (role: MemberDraft['role'], adjudicates: boolean) => {
      set_draft((old) => ({ ...old, role, adjudicates }));
    },
  };
  const add = () => {
    const email = draft.email.trim();
    const is_address = /^\S+@\S+$/.test(email);
    set_problem(is_address ? '' : said.no_email);
    if (!is_address) return;
    set_member.mutate(
      { email, role: draft.role, engagement: draft.side, adjudicates: draft.adjudicates },
      { onSuccess: () => set_draft((old) => ({ ...old, email: '' })) },
    );
  };
  return (
    <form
      className="take"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <p className="quiet small">
        {side ? said.email_help(printable(side.organisation.name)) : said.email_help_own}
      </p>
      <div className="take_fields add_member">
        <TextInput
          size="xs"
          label={said.email}
          autoComplete="off"
          value={draft.email}
          error={problem || error_at(error, 'email')}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set_draft((old) => ({ ...old, email: value }));
          }}
        />
        {giver.engagement === null && (
          <SideField
            side={draft.side}
            sides={sides}
            error={error}
            on_change={(next) => {
              set_draft((old) => on_side(giver, old, next));
            }}
          />
        )}
        <RoleField offered={roles_for(giver, draft.side)} {...given} />
        <Button type="submit" size="xs" loading={set_member.isPending}>
          {said.act}
        </Button>
      </div>
      <AdjudicatesField {...given} />
      <Failed error={error_elsewhere(error, fields)} />
      {made && <p role="status">{printable(said.done(made.user.name, role_title(made.role)))}</p>}
    </form>
  );
}

interface SideFieldProps {
  side: string | null;
  sides: Engagement[];
  error: unknown;
  on_change: (side: string | null) => void;
}

const SideField = ({ side, sides, error, on_change }: SideFieldProps) => (
  <NativeSelect
    size="xs"
    label={said.side}
    value={side ?? ''}
    error={error_at(error, 'engagement')}
    data={[
      { value: '', label: people_words.members.client_side },
      ...sides.map((each) => ({ value: each.id, label: printable(each.provider) })),
    ]}
    onChange={(event) => {
      on_change(event.currentTarget.value || null);
    }}
  />
);
