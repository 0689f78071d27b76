import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Dispatch } from 'react';
import type { Category } from '../../api/types.ts';
import { schema_words as said } from '../../words/schema.ts';
import type { Change, DraftCategory, DraftQuestion } from './draft.ts';

interface CategoryRowsProps {
  question: DraftQuestion;
  change: Dispatch<Change>;
}

export function CategoryRows({ question, change }: CategoryRowsProps) {
  return (
    <div className="category_rows" role="group" aria-label={said.categories}>
      <p className="field_title">
        {said.categories}
        {question.kind === 'ordinal' && <span className="quiet"> {said.categories_ordered}</span>}
      </p>
      {question.categories.map((category, at) => (
        <CategoryRow key={category.key} question={question} category={category} at={at} change={change} />
      ))}
      <Button
        variant="subtle"
        size="xs"
        className="add"
        onClick={() => {
          change({ do: 'add_category', question: question.key });
        }}
      >
        {said.add_category}
      </Button>
    </div>
  );
}

interface CategoryRowProps extends CategoryRowsProps {
  category: DraftCategory;
  at: number;
}

function CategoryRow({ question, category, at, change }: CategoryRowProps) {
  const set = (fields: Partial<Category>) => {
    change({ do: 'set_category', question: question.key, category: category.key, fields });
  };
  const text = (key: 'name' | 'description' | 'colour') => ({
    value: category[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      set({ [key]: event.currentTarget.value });
    },
  });
  const name = category.name.trim() || said.unnamed;
  const others = question.categories.filter((each) => each !== category && each.name.trim() !== '');
  return (
    <div className="category_row">
      <input type="color" className="swatch_input" aria-label={said.colour(name)} {...text('colour')} />
      <TextInput
        className="category_name"
        aria-label={said.category_name(at + 1)}
        placeholder={said.category}
        {...text('name')}
      />
      <TextInput
        className="category_description"
        aria-label={said.category_description(name)}
        placeholder={said.description_placeholder}
        {...text('description')}
      />
      <NativeSelect
        className="category_parent"
        size="sm"
        aria-label={said.parent(name)}
        data={[
          { value: '', label: said.no_parent },
          ...others.map((each) => ({ value: each.name.trim(), label: each.name.trim() })),
        ]}
        value={category.parent ?? ''}
        onChange={(event) => {
          set({ parent: event.currentTarget.value || null });
        }}
      />
      <NumberInput
        className="category_weight"
        aria-label={said.weight_of(name)}
        prefix={said.weight_prefix}
        min={0}
        step={1}
        value={category.weight}
        onChange={(value) => {
          set({ weight: typeof value === 'number' ? value : 1 });
        }}
      />
      <Checkbox
        className="category_critical"
        label={said.critical}
        aria-label={said.critical_of(name)}
        checked={category.critical}
        onChange={(event) => {
          set({ critical: event.currentTarget.checked });
        }}
      />
      <Moves question={question} category={category} at={at} change={change} name={name} />
    </div>
  );
}

function Moves({ question, category, at, change, name }: CategoryRowProps & { name: string }) {
  const ids = { question: question.key, category: category.key };
  const last = question.categories.length - 1;
  const buttons = [
    { label: said.up(name), sign: '↑', off: at === 0, act: { do: 'move_category', ...ids, by: -1 } },
    { label: said.down(name), sign: '↓', off: at === last, act: { do: 'move_category', ...ids, by: 1 } },
    { label: said.remove(name), sign: '×', off: last === 0, act: { do: 'remove_category', ...ids } },
  ] as const;
  return (
    <span className="moves">
      {buttons.map(({ label, sign, off, act }) => (
        <ActionIcon
          key={sign}
          variant="default"
          aria-label={label}
          disabled={off}
          onClick={() => {
            change(act);
          }}
        >
          {sign}
        </ActionIcon>
      ))}
    </span>
  );
}
