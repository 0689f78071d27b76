import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMakeBatch } from '../../api/batches.ts';
import { useEngagements } from '../../api/people.ts';
import type { Engagement } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { app_words } from '../../words/app.ts';
import { batch_words } from '../../words/batches.ts';
import { printable } from '../../words/names.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { project_path } from '../frame/places.ts';
import { due_kinds, first_draft, read_batch, type BatchDraft, type DueKind } from './batch_form.ts';

const said = batch_words.make;
const fields = ['engagement', 'name', 'priority', 'count'];

export function MakeBatch({ project }: { project: string }) {
  const engagements = useEngagements(project);
  return (
    <Section id="make" title={said.title} lead={said.help}>
      <Loaded query={engagements}>
        {({ items }) => {
          const open = items.filter((each) => each.state !== 'ended');
          if (open.length > 0) return <Form project={project} engagements={open} />;
          return (
            <p className="quiet">
              {said.none} <Link to={project_path(project, 'people')}>{app_words.places.people}</Link>.
            </p>
          );
        }}
      </Loaded>
    </Section>
  );
}

interface FormProps {
  project: string;
  engagements: Engagement[];
}

function Form({ project, engagements }: FormProps) {
  const [draft, set_draft] = useState(() => first_draft(engagements[0]?.id ?? ''));
  const [tried, set_tried] = useState(false);
  const make = useMakeBatch(project);
  const { body, problems } = read_batch(draft);
  const set = (next: Partial<BatchDraft>) => {
    set_draft((old) => ({ ...old, ...next }));
  };
  const wrong = (field: keyof BatchDraft) =>
    (tried ? problems[field] : undefined) ?? error_at(make.error, field);
  const typed = (field: 'name' | 'count' | 'at' | 'items') => ({
    value: draft[field],
    error: wrong(field),
    onChange: (event: { currentTarget: { value: string } }) => {
      set({ [field]: event.currentTarget.value });
    },
  });
  return (
    <form
      className="take"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        set_tried(true);
        if (Object.keys(problems).length > 0) return;
        make.mutate(body, {
          onSuccess: () => {
            set({ name: '', items: '' });
            set_tried(false);
          },
        });
      }}
    >
      <div className="take_fields">
        <TextInput size="xs" label={said.name} autoComplete="off" {...typed('name')} />
        <NativeSelect
          size="xs"
          label={said.provider}
          value={draft.engagement}
          error={wrong('engagement')}
          data={engagements.map((each) => ({ value: each.id, label: printable(each.provider) }))}
          onChange={(event) => {
            set({ engagement: event.currentTarget.value });
          }}
        />
        <PriorityField value={draft.priority} error={wrong('priority')} set={set} />
      </div>
      <DueFields draft={draft} set={set} typed={typed} />
      <Textarea
        size="xs"
        label={said.items}
        description={said.items_help}
        autosize={false}
        rows={6}
        spellCheck={false}
        {...typed('items')}
      />
      <Failed error={error_elsewhere(make.error, fields)} />
      <div>
        <Button type="submit" size="xs" loading={make.isPending}>
          {said.act}
        </Button>
      </div>
      {make.data && <p role="status">{said.done(printable(make.data.name))}</p>}
    </form>
  );
}

interface Typed {
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

interface DueFieldsProps {
  draft: BatchDraft;
  set: (next: Partial<BatchDraft>) => void;
  typed: (field: 'count' | 'at') => Typed;
}

const DueFields = ({ draft, set, typed }: DueFieldsProps) => (
  <div className="take_fields">
    <NativeSelect
      size="xs"
      label={said.due}
      value={draft.due}
      data={due_kinds.map((kind) => ({ value: kind, label: said.due_kinds[kind] }))}
      onChange={(event) => {
        set({ due: event.currentTarget.value as DueKind });
      }}
    />
    {(draft.due === 'days' || draft.due === 'hours') && (
      <TextInput size="xs" label={said.count} inputMode="numeric" {...typed('count')} />
    )}
    {draft.due === 'at' && <TextInput size="xs" type="datetime-local" label={said.at} {...typed('at')} />}
  </div>
);

interface PriorityFieldProps {
  value: number;
  error: string | undefined;
  set: (next: Partial<BatchDraft>) => void;
}

const PriorityField = ({ value, error, set }: PriorityFieldProps) => (
  <NativeSelect
    size="xs"
    label={said.priority}
    value={value.toString()}
    error={error}
    data={batch_words.priorities.map((label, at) => ({ value: (at + 1).toString(), label }))}
    onChange={(event) => {
      set({ priority: Number(event.currentTarget.value) });
    }}
  />
);
