import { Button, Select, TextInput } from '@mantine/core';
import type { Dispatch } from 'react';
import type { Question, QuestionKind } from '../../api/types.ts';
import { schema_words as said } from '../../words/schema.ts';
import { CategoryRows } from './CategoryRows.tsx';
import { type Change, type Draft, type DraftQuestion, has_categories } from './draft.ts';

interface QuestionFormProps {
  draft: Draft;
  question: DraftQuestion;
  number: number;
  change: Dispatch<Change>;
  problems: string[];
}

// A condition as one text: question and answer.
const condition_key = (condition: Question['condition']): string =>
  condition ? JSON.stringify([condition.question, condition.answer]) : '';

function conditions_of(draft: Draft, question: DraftQuestion) {
  const before = draft.questions.slice(0, draft.questions.indexOf(question));
  return before.flatMap((earlier) =>
    earlier.categories
      .filter((category) => category.name.trim() !== '')
      .map((category) => {
        const condition = { question: earlier.name.trim(), answer: category.name.trim() };
        return {
          ...{ condition, value: condition_key(condition) },
          label: said.only_after(condition.question, condition.answer),
        };
      }),
  );
}

export function QuestionForm({ draft, question, number, change, problems }: QuestionFormProps) {
  const set = (fields: Partial<Omit<DraftQuestion, 'key' | 'categories'>>) => {
    change({ do: 'set_question', question: question.key, fields });
  };
  const conditions = conditions_of(draft, question);
  return (
    <fieldset className="question_form">
      <legend>{said.question(number)}</legend>
      <div className="fields">
        <TextInput
          label={said.question_name}
          description={question.origin === undefined ? said.question_name_help : said.question_name_stays}
          disabled={question.origin !== undefined}
          value={question.name}
          onChange={(event) => {
            set({ name: event.currentTarget.value });
          }}
        />
        <Select
          label={said.kind}
          description={said.kinds[question.kind].text}
          data={Object.entries(said.kinds).map(([value, { title }]) => ({ value, label: title }))}
          value={question.kind}
          allowDeselect={false}
          onChange={(value) => {
            if (value) set({ kind: value as QuestionKind });
          }}
        />
        <Truth question={question} set={set} />
        {number > 1 && (
          <Select
            label={said.condition}
            data={[
              { value: '', label: said.always },
              ...conditions.map(({ value, label }) => ({ value, label })),
            ]}
            value={condition_key(question.condition)}
            allowDeselect={false}
            onChange={(value) => {
              set({ condition: conditions.find((each) => each.value === value)?.condition ?? null });
            }}
          />
        )}
      </div>
      {has_categories(question.kind) ? (
        <CategoryRows question={question} change={change} />
      ) : (
        <p className="quiet small">{said.numbers_only}</p>
      )}
      {problems.map((problem) => (
        <p key={problem} className="problem" role="alert">
          {problem}
        </p>
      ))}
      {draft.questions.length > 1 && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            change({ do: 'remove_question', question: question.key });
          }}
        >
          {said.remove_question}
        </Button>
      )}
    </fieldset>
  );
}

interface TruthProps {
  question: DraftQuestion;
  set: (fields: { truth: Question['truth'] }) => void;
}

function Truth({ question, set }: TruthProps) {
  return (
    <Select
      label={said.truth}
      description={said.truths[question.truth].text}
      data={Object.entries(said.truths).map(([value, { title }]) => ({ value, label: title }))}
      value={question.truth}
      allowDeselect={false}
      onChange={(value) => {
        if (value) set({ truth: value as Question['truth'] });
      }}
    />
  );
}
