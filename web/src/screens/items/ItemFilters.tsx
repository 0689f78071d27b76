import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ItemRow, Question } from '../../api/types.ts';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import { words } from '../../words/words.ts';
import { attribute_filters, type PlainFilter } from './filters.ts';

interface ItemFiltersProps {
  search: URLSearchParams;
  set: (name: string, value: string) => void;
  questions: Question[];
  // An item, for the names of attributes and labels that the schema does not name.
  known: ItemRow | undefined;
  // Which answers are wrong is asked by whom gold is shown alone.
  sees_gold: boolean;
}

const options = (values: string[], chosen: string) => [
  { value: '', label: said.any },
  ...[...new Set([...values, ...(chosen ? [chosen] : [])])].map((value) => ({
    value,
    label: printable(value),
  })),
];

const of_gold = ['gold_label', 'errors'];

export function ItemFilters({ search, set, questions, known, sees_gold }: ItemFiltersProps) {
  const is_open = (name: string) => sees_gold || !of_gold.includes(name);
  const question = search.get('question') ?? '';
  const asked = questions.filter((each) => !question || each.name === question);
  const labels = asked.flatMap((each) => each.categories.map((category) => category.name));
  return (
    <>
      <Typed name="search" title={said.search} help={said.search_help} search={search} set={set} />
      {questions.length > 1 && <QuestionFilter question={question} questions={questions} set={set} />}
      {(['label', 'gold_label'] as const)
        .filter(is_open)
        .map((name) =>
          labels.length > 0 ? (
            <Chosen
              key={name}
              name={name}
              title={said[name]}
              data={options(labels, search.get(name) ?? '')}
              search={search}
              set={set}
            />
          ) : (
            <Typed key={name} name={name} title={said[name]} search={search} set={set} />
          ),
        )}
      <Typed name="annotator" title={said.annotator} search={search} set={set} />
      <Typed name="batch" title={said.batch} search={search} set={set} />
      <Day name="since" title={said.since} search={search} set={set} />
      <Day name="until" title={said.until} search={search} set={set} />
      <Chosen
        name="disagreement"
        title={said.disagreement}
        data={Object.entries(said.disputes).map(([value, label]) => ({ value, label }))}
        search={search}
        set={set}
      />
      <Chosen
        name="order"
        title={said.order}
        data={Object.entries(said.orders)
          .filter(([value]) => is_open(value))
          .map(([value, label]) => ({ value, label }))}
        search={search}
        set={set}
      />
      {Object.keys(known?.attributes ?? {}).map((name) => (
        <Typed
          key={name}
          name={`attribute.${name}`}
          title={said.attribute(printable(name))}
          search={search}
          set={set}
        />
      ))}
      <Lost search={search} set={set} known={known} />
    </>
  );
}

interface QuestionFilterProps extends Pick<ItemFiltersProps, 'questions' | 'set'> {
  question: string;
}

const QuestionFilter = ({ question, questions, set }: QuestionFilterProps) => (
  <NativeSelect
    size="xs"
    label={said.question}
    value={question}
    data={[
      { value: '', label: said.any },
      ...questions.map((each) => ({
        value: each.name,
        label: printable(each.name) || words.unnamed_question,
      })),
    ]}
    onChange={(event) => {
      set('question', event.currentTarget.value);
    }}
  />
);

interface ChosenProps {
  name: string;
  title: string;
  data: { value: string; label: string }[];
  search: URLSearchParams;
  set: (name: string, value: string) => void;
}

function Chosen({ name, title, data, search, set }: ChosenProps) {
  return (
    <NativeSelect
      size="xs"
      label={title}
      value={search.get(name) ?? data[0]?.value ?? ''}
      data={data}
      onChange={(event) => {
        set(name, event.currentTarget.value);
      }}
    />
  );
}

interface TypedProps {
  name: PlainFilter | `attribute.${string}`;
  title: string;
  help?: string;
  search: URLSearchParams;
  set: (name: string, value: string) => void;
}

// A filter that is typed holds when one leaves the field or presses Enter.
function Typed({ name, title, help, search, set }: TypedProps) {
  const held = search.get(name) ?? '';
  const [draft, set_draft] = useState({ held, text: held });
  if (draft.held !== held) set_draft({ held, text: held });
  const take = () => {
    if (draft.text.trim() !== held) set(name, draft.text.trim());
  };
  return (
    <TextInput
      size="xs"
      className="typed"
      label={title}
      placeholder={help ?? said.any}
      value={draft.text}
      onChange={(event) => {
        set_draft({ held, text: event.currentTarget.value });
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}

// A day of the calendar, as the browser lets one choose it.
function Day({ name, title, search, set }: TypedProps) {
  return (
    <TextInput
      size="xs"
      type="date"
      label={title}
      value={(search.get(name) ?? '').slice(0, 10)}
      onChange={(event) => {
        set(name, event.currentTarget.value);
      }}
    />
  );
}

// Filters by attributes that the items shown do not have: nothing fits, and they must be seen to be dropped.
function Lost({ search, set, known }: Pick<ItemFiltersProps, 'search' | 'set' | 'known'>) {
  const lost = attribute_filters(search).filter(
    ({ name }) => !known || !(name.slice('attribute.'.length) in known.attributes),
  );
  return lost.map(({ name, value }) => {
    const shown = printable(name.slice('attribute.'.length));
    return (
      <Button
        key={name}
        size="xs"
        variant="default"
        aria-label={said.drop(shown)}
        onClick={() => {
          set(name, '');
        }}
      >
        {said.filter_is(shown, printable(value))} ×
      </Button>
    );
  });
}
