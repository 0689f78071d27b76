import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSetMember } from '../../api/people.ts';
import type { Member, Project } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { people_words } from '../../words/people.ts';
import { Ask } from '../frame/Ask.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { giver_of, roles_for } from './member_form.ts';
import { AdjudicatesField, RoleField, role_fields } from './RoleFields.tsx';

const said = people_words.members;

interface ChangeMemberProps {
  project: Project;
  member: Member;
  on_close: () => void;
}

// Another role on the same side. Who goes over to the other side is brought in there.
export function ChangeMember({ project, member, on_close }: ChangeMemberProps) {
  const [next, set_next] = useState({ role: member.role, adjudicates: member.adjudicates });
  const [annotator, set_annotator] = useState(member.annotator ?? '');
  const set_member = useSetMember(project.id);
  // Its own organisation alone knows and says who an annotator is.
  const is_named = next.role === 'annotator' && project.engagement !== null;
  const on_change = (role: Member['role'], adjudicates: boolean) => {
    set_next({ role, adjudicates });
  };
  const shared = { ...next, error: set_member.error, on_change };
  return (
    <Ask
      title={said.change_title(printable(member.user.name))}
      text={printable(member.user.email)}
      act={said.change_act}
      busy={set_member.isPending}
      error={error_elsewhere(set_member.error, [...role_fields, 'annotator'])}
      on_act={() => {
        const { email } = member.user;
        const named = is_named && annotator.trim() !== '' ? { annotator: annotator.trim() } : {};
        set_member.mutate(
          { email, engagement: member.engagement, ...next, ...named },
          { onSuccess: on_close },
        );
      }}
      on_close={on_close}
    >
      <RoleField offered={roles_for(giver_of(project), member.engagement)} {...shared} />
      <AdjudicatesField {...shared} />
      {is_named && (
        <TextInput
          size="xs"
          label={said.annotator}
          description={said.annotator_help}
          autoComplete="off"
          value={annotator}
          error={error_at(set_member.error, 'annotator')}
          onChange={(event) => {
            set_annotator(event.currentTarget.value);
          }}
        />
      )}
    </Ask>
  );
}
