import { Checkbox, NativeSelect } from '@mantine/core';
import type { Role } from '../../api/types.ts';
import { people_words } from '../../words/people.ts';
import { roles } from '../../words/roles.ts';
import { error_at } from '../frame/field_errors.ts';
import { may_adjudicate } from './member_form.ts';

const said = people_words.add;

export const role_fields = ['role', 'adjudicates'];

interface RoleFieldsProps {
  offered: Role[];
  role: Role;
  adjudicates: boolean;
  error: unknown;
  on_change: (role: Role, adjudicates: boolean) => void;
}

export const RoleField = ({ offered, role, adjudicates, error, on_change }: RoleFieldsProps) => (
  <NativeSelect
    size="xs"
    label={said.role}
    value={role}
    error={error_at(error, 'role')}
    data={offered.map((each) => ({ value: each, label: `${roles[each].title}: ${roles[each].text}` }))}
    onChange={(event) => {
      const next = event.currentTarget.value as Role;
      on_change(next, adjudicates && may_adjudicate(next));
    }}
  />
);

// Only of roles that may have it.
export function AdjudicatesField({
  role,
  adjudicates,
  error,
  on_change,
}: Omit<RoleFieldsProps, 'offered'>) {
  if (!may_adjudicate(role)) return null;
  return (
    <Checkbox
      size="xs"
      label={said.adjudicates}
      checked={adjudicates}
      error={error_at(error, 'adjudicates')}
      onChange={(event) => {
        on_change(role, event.currentTarget.checked);
      }}
    />
  );
}
