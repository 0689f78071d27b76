import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDemandErasure } from '../../api/erasures.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { DemandFields, no_terms } from './DemandFields.tsx';

const said = protection_words.erasures;

const lines_of = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

// That items, or who annotators are, be erased.
export function Demand({ project, on_close }: { project: string; on_close: () => void }) {
  const [items, set_items] = useState('');
  const [annotators, set_annotators] = useState('');
  const [terms, set_terms] = useState(no_terms);
  const demand = useDemandErasure(project);
  const list = (name: 'items' | 'annotators', value: string, set: (value: string) => void) => (
    <Textarea
      label={said[name]}
      description={name === 'items' ? said.items_help : said.annotators_help}
      rows={3}
      value={value}
      error={error_at(demand.error, name)}
      onChange={(event) => {
        set(event.currentTarget.value);
      }}
    />
  );
  return (
    <Ask
      title={said.demand}
      text={said.demand_text}
      act={said.demand}
      busy={demand.isPending}
      error={error_elsewhere(demand.error, ['items', 'annotators', 'reference'])}
      on_act={() => {
        const named = { items: lines_of(items), annotators: lines_of(annotators) };
        demand.mutate({ ...named, ...terms }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      {list('items', items, set_items)}
      {list('annotators', annotators, set_annotators)}
      <DemandFields terms={terms} set={set_terms} error={demand.error} />
    </Ask>
  );
}
