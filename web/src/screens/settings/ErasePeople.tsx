import { useState } from 'react';
import { useDemandPersonErasure } from '../../api/erasures.ts';
import type { User } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { printable } from '../../words/names.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { error_elsewhere } from '../frame/field_errors.ts';
import { DemandFields, no_terms } from '../protection/DemandFields.tsx';
import { ErasureList } from '../protection/ErasureList.tsx';

const said = protection_words.people;

export function ErasedPeople() {
  return (
    <Section id="erased" title={said.title}>
      <ErasureList of={null} may_erase />
    </Section>
  );
}

export function ErasePerson({ user, on_close }: { user: User; on_close: () => void }) {
  const [terms, set_terms] = useState(no_terms);
  const demand = useDemandPersonErasure();
  return (
    <Ask
      title={said.erase_of(printable(user.name))}
      text={said.text}
      act={protection_words.erasures.demand}
      busy={demand.isPending}
      error={error_elsewhere(demand.error, ['reference'])}
      on_act={() => {
        demand.mutate({ person: user.id, ...terms }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <DemandFields terms={terms} set={set_terms} error={demand.error} />
    </Ask>
  );
}
