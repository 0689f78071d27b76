import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useOwnItem, useOwnItems, useReturn, useSubmit } from '../../api/own_items.ts';
import { useSchema } from '../../api/projects.ts';
import type { ItemDetail, OwnItem, Question } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { own_item_words } from '../../words/batches.ts';
import { printable } from '../../words/names.ts';
import { words } from '../../words/words.ts';
import { Ask } from '../frame/Ask.tsx';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';
import { colours_of } from '../items/colours.ts';
import { Content } from '../items/Content.tsx';
import { answers_of, type Chosen } from './answers.ts';

const said = own_item_words.one;

export function OneOwnItem() {
  const { project = '', assignment = '' } = useParams();
  const found = useOwnItem(project, assignment);
  const schema = useSchema(project);
  const title = found.data ? said.title(printable(found.data.key)) : said.unknown;
  return (
    <Screen title={title} controls={<Link to={project_path(project, 'own_items')}>← {said.back}</Link>}>
      <Loaded query={found}>
        {(item) => (
          <Loaded query={schema}>
            {({ questions }) => (
              <div className="item_page">
                <section aria-labelledby="content-title" className="item_content">
                  <h2 id="content-title" className="visually_hidden">
                    {said.content}
                  </h2>
                  <Content item={shown(item)} colours={colours_of(questions)} />
                </section>
                <section aria-labelledby="answer-title" className="item_said">
                  <h2 id="answer-title">
                    {item.assignment.state === 'offered' ? said.answer : said.answers}
                  </h2>
                  {item.assignment.state === 'offered' ? (
                    <Answer key={item.assignment.id} project={project} item={item} questions={questions} />
                  ) : (
                    <Answers item={item} />
                  )}
                </section>
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </Screen>
  );
}

// The item as other pages show it, without what anybody said of it.
const shown = (item: OwnItem): ItemDetail => ({
  ...item,
  id: item.assignment.id,
  excerpt: '',
  attributes: {},
  answers: {},
  disagreement: null,
  gold: {},
  annotations: [],
  gold_labels: [],
});

interface AnswerProps {
  project: string;
  item: OwnItem;
  questions: Question[];
}

function Answer({ project, item, questions }: AnswerProps) {
  const [chosen, set_chosen] = useState<Chosen>({});
  const [unsure, set_unsure] = useState(false);
  const [tried, set_tried] = useState(false);
  const [returning, set_returning] = useState(false);
  const [shown_at] = useState(() => new Date().toISOString());
  const submit = useSubmit(project, item.assignment.id);
  const offered = useOwnItems(project, 'offered');
  const navigate = useNavigate();
  const answers = answers_of(questions, chosen, unsure);
  const next = offered.data?.items.find(({ assignment }) => assignment.id !== item.assignment.id);
  const go_on = () => {
    const place = next ? `own_items/${next.assignment.id}` : 'own_items';
    void navigate(project_path(project, place));
  };
  return (
    <>
      <form
        className="answer"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          set_tried(true);
          if (answers) submit.mutate({ answers, shown_at }, { onSuccess: go_on });
        }}
      >
        <Questions questions={questions} chosen={chosen} is_missing={tried} set={set_chosen} />
        <Checkbox
          size="xs"
          label={said.unsure}
          checked={unsure}
          onChange={(event) => {
            set_unsure(event.currentTarget.checked);
          }}
        />
        <Failed error={submit.error} />
        <div className="actions">
          <Button type="submit" loading={submit.isPending}>
            {said.submit}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              set_returning(true);
            }}
          >
            {said.give_back}
          </Button>
        </div>
      </form>
      {returning && (
        <GiveBack
          project={project}
          assignment={item.assignment.id}
          on_done={go_on}
          on_close={() => {
            set_returning(false);
          }}
        />
      )}
    </>
  );
}

interface QuestionsProps {
  questions: Question[];
  chosen: Chosen;
  is_missing: boolean;
  set: (chosen: Chosen) => void;
}

const Questions = ({ questions, chosen, is_missing, set }: QuestionsProps) =>
  questions.map((question) => (
    <OneQuestion
      key={question.name}
      question={question}
      picked={chosen[question.name] ?? []}
      is_missing={is_missing}
      on_change={(picked) => {
        set({ ...chosen, [question.name]: picked });
      }}
    />
  ));

interface QuestionProps {
  question: Question;
  picked: string[];
  is_missing: boolean;
  on_change: (picked: string[]) => void;
}

function OneQuestion({ question, picked, is_missing, on_change }: QuestionProps) {
  const label = printable(question.name || words.unnamed_question);
  const categories = (question.categories ?? []).map((each) => each.name);
  const is_set = question.kind === 'set';
  const error = is_missing && !is_set && !picked[0] ? said.no_answer : undefined;
  if (categories.length === 0)
    return (
      <TextInput
        label={label}
        value={picked[0] ?? ''}
        error={error}
        onChange={(event) => {
          on_change([event.currentTarget.value]);
        }}
      />
    );
  if (is_set)
    return (
      <Checkbox.Group label={label} value={picked} onChange={on_change}>
        <span className="annotators">
          {categories.map((name) => (
            <Checkbox key={name} size="xs" value={name} label={printable(name)} />
          ))}
        </span>
      </Checkbox.Group>
    );
  return (
    <Radio.Group
      label={label}
      value={picked[0] ?? ''}
      error={error}
      onChange={(name) => {
        on_change([name]);
      }}
    >
      <span className="annotators">
        {categories.map((name) => (
          <Radio key={name} size="xs" value={name} label={printable(name)} />
        ))}
      </span>
    </Radio.Group>
  );
}

interface GiveBackProps {
  project: string;
  assignment: string;
  on_done: () => void;
  on_close: () => void;
}

function GiveBack({ project, assignment, on_done, on_close }: GiveBackProps) {
  const [reason, set_reason] = useState('');
  const give_back = useReturn(project, assignment);
  return (
    <Ask
      title={said.give_back_title}
      text={said.give_back_text}
      act={said.give_back}
      busy={give_back.isPending}
      error={error_elsewhere(give_back.error, ['reason'])}
      on_act={() => {
        give_back.mutate(reason.trim(), { onSuccess: on_done });
      }}
      on_close={on_close}
    >
      <TextInput
        size="xs"
        label={said.reason}
        value={reason}
        error={error_at(give_back.error, 'reason')}
        onChange={(event) => {
          set_reason(event.currentTarget.value);
        }}
      />
    </Ask>
  );
}

type OwnAnnotation = OwnItem['annotations'][number];

const columns: Column<OwnAnnotation>[] = [
  {
    key: 'question',
    title: said.question,
    cell: (row) => <Name text={row.question || words.unnamed_question} />,
    sort: (row) => row.question,
  },
  {
    key: 'label',
    title: said.label,
    cell: (row) =>
      row.label === null ? <span className="quiet">{said.skipped}</span> : <Name text={row.label} />,
    sort: (row) => row.label,
  },
  {
    key: 'time',
    title: said.time,
    cell: (row) => <When at={row.received_at} />,
    sort: (row) => row.received_at,
  },
];

const Answers = ({ item }: { item: OwnItem }) => (
  <SortTable
    label={said.answers}
    columns={columns}
    rows={item.annotations}
    row_key={(row) => `${row.question} ${row.received_at}`}
  />
);
