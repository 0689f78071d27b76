import { Select, TextInput } from '@mantine/core';
import type { DemandTerms } from '../../api/erasures.ts';
import { protection_words } from '../../words/protection.ts';
import { error_at } from '../frame/field_errors.ts';

const said = protection_words.erasures;
const bases = Object.entries(said.bases).map(([value, label]) => ({ value, label }));

export const no_terms: DemandTerms = { basis: 'request', reference: '' };

interface DemandFieldsProps {
  terms: DemandTerms;
  set: (terms: DemandTerms) => void;
  error: unknown;
}

// Why, and under which number of one's own: of every demand to erase.
export function DemandFields({ terms, set, error }: DemandFieldsProps) {
  return (
    <>
      <Select
        label={said.basis}
        data={bases}
        value={terms.basis}
        allowDeselect={false}
        onChange={(value) => {
          set({ ...terms, basis: value as DemandTerms['basis'] });
        }}
      />
      <TextInput
        label={said.reference}
        description={said.reference_help}
        value={terms.reference}
        error={error_at(error, 'reference')}
        onChange={(event) => {
          set({ ...terms, reference: event.currentTarget.value });
        }}
      />
    </>
  );
}
