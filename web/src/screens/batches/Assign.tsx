import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAssign, useOwnAnnotators } from '../../api/batches.ts';
import type { Batch, EngagedAnnotator } from '../../api/types.ts';
import { batch_words } from '../../words/batches.ts';
import { printable } from '../../words/names.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { first_assign, read_assign, type AssignDraft, type Problems } from './batch_form.ts';

const said = batch_words.assign;
const fields = ['per_item', 'lease_until'];

interface AssignProps {
  project: string;
  batch: Batch;
  on_close: () => void;
  on_done: (told: string) => void;
}

export function Assign({ project, batch, on_close, on_done }: AssignProps) {
  const [draft, set_draft] = useState(first_assign);
  const [tried, set_tried] = useState(false);
  const annotators = useOwnAnnotators(project);
  const assign = useAssign(project, batch.id);
  const { body, problems } = read_assign(draft);
  const set = (next: Partial<AssignDraft>) => {
    set_draft((old) => ({ ...old, ...next }));
  };
  const parts = { draft, set, problems: tried ? problems : {}, error: assign.error };
  return (
    <Ask
      title={said.title(printable(batch.name))}
      text={said.text}
      act={said.act}
      busy={assign.isPending}
      error={error_elsewhere(assign.error, fields)}
      on_act={() => {
        set_tried(true);
        if (Object.keys(problems).length > 0) return;
        assign.mutate(body, {
          onSuccess: ({ assigned, known }) => {
            on_done(said.done(assigned, known));
            on_close();
          },
        });
      }}
      on_close={on_close}
    >
      <Radio.Group
        label={said.how}
        value={draft.how}
        onChange={(how) => {
          set({ how: how === 'list' ? 'list' : 'evenly' });
        }}
      >
        <span className="week_days">
          <Radio size="xs" value="evenly" label={said.hows.evenly} />
          <Radio size="xs" value="list" label={said.hows.list} />
        </span>
      </Radio.Group>
      {draft.how === 'evenly' ? (
        <Loaded query={annotators}>{({ items }) => <Evenly people={items} {...parts} />}</Loaded>
      ) : (
        <List {...parts} />
      )}
      <TextInput
        size="xs"
        type="datetime-local"
        label={said.lease}
        description={said.lease_help}
        value={draft.lease}
        error={error_at(assign.error, 'lease_until')}
        onChange={(event) => {
          set({ lease: event.currentTarget.value });
        }}
      />
    </Ask>
  );
}

interface PartProps {
  draft: AssignDraft;
  problems: Problems<AssignDraft>;
  error: unknown;
  set: (next: Partial<AssignDraft>) => void;
}

function Evenly({ people, draft, problems, error, set }: PartProps & { people: EngagedAnnotator[] }) {
  if (people.length === 0) return <p className="quiet">{said.none}</p>;
  return (
    <>
      <Checkbox.Group
        label={said.annotators}
        value={draft.annotators}
        error={problems.annotators}
        onChange={(annotators) => {
          set({ annotators });
        }}
      >
        <span className="annotators">
          {people.map(({ user, annotator }) => (
            <Checkbox
              key={user.id}
              size="xs"
              value={user.id}
              disabled={annotator === null}
              label={annotator === null ? said.unnamed(printable(user.name)) : printable(user.name)}
            />
          ))}
        </span>
      </Checkbox.Group>
      <TextInput
        size="xs"
        inputMode="numeric"
        label={said.per_item}
        value={draft.per_item}
        error={problems.per_item ?? error_at(error, 'per_item')}
        onChange={(event) => {
          set({ per_item: event.currentTarget.value });
        }}
      />
    </>
  );
}

const List = ({ draft, problems, set }: PartProps) => (
  <Textarea
    size="xs"
    label={said.list}
    description={said.list_help}
    autosize={false}
    rows={6}
    spellCheck={false}
    value={draft.list}
    error={problems.list}
    onChange={(event) => {
      set({ list: event.currentTarget.value });
    }}
  />
);
