import { Radio, Textarea, TextInput } from '@mantine/core';
import { useReducer, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCreateProject } from '../../api/projects.ts';
import type { DataClass } from '../../api/types.ts';
import { data_classes } from '../../words/home.ts';
import { schema_words as said } from '../../words/schema.ts';
import { Failed } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';
import { StepButtons } from '../frame/StepButtons.tsx';
import { Steps } from '../frame/Steps.tsx';
import { AttributeTable } from '../schema/AttributeTable.tsx';
import { QuestionTables } from '../schema/QuestionTables.tsx';
import { changed, type Draft, empty_draft, is_stopped, needs_purpose, project_of } from './draft.ts';
import { QuestionsStep, type StepProps } from './QuestionsStep.tsx';

const steps = [said.steps.name, said.steps.questions, said.steps.check];

export function NewProject() {
  const [draft, change] = useReducer(changed, undefined, empty_draft);
  const [step, set_step] = useState(0);
  const [tried, set_tried] = useState(false);
  const create = useCreateProject();
  const navigate = useNavigate();
  const stops = [
    draft.name.trim() === '' || (needs_purpose(draft) && draft.purpose.trim() === ''),
    is_stopped(draft),
  ];
  const go_on = () => {
    if (step < 2) {
      set_tried(stops[step] === true);
      if (!stops[step]) set_step(step + 1);
      return;
    }
    create.mutate(project_of(draft), {
      onSuccess: (project) => void navigate(project_path(project.id, 'import')),
    });
  };
  return (
    <Screen title={said.new_title} width={step === 0 ? 'reading' : 'full'}>
      <Steps titles={steps} at={step} />
      <form
        className={step === 0 ? 'form' : 'form wide'}
        onSubmit={(event) => {
          event.preventDefault();
          go_on();
        }}
      >
        {step === 0 && <NameStep draft={draft} change={change} tried={tried} />}
        {step === 1 && <QuestionsStep draft={draft} change={change} tried={tried} />}
        {step === 2 && <CheckStep draft={draft} />}
        <Failed error={create.error} />
        <StepButtons
          at={step}
          last={2}
          end={said.create}
          busy={create.isPending}
          on_back={() => {
            set_step(step - 1);
          }}
        />
      </form>
    </Screen>
  );
}

function NameStep({ draft, change, tried }: StepProps) {
  return (
    <>
      <TextInput
        label={said.name}
        description={said.name_help}
        value={draft.name}
        error={tried && draft.name.trim() === '' ? said.problems.no_name : undefined}
        onChange={(event) => {
          change({ do: 'set', fields: { name: event.currentTarget.value } });
        }}
      />
      <Textarea
        label={said.description}
        description={said.description_help}
        rows={3}
        value={draft.description}
        onChange={(event) => {
          change({ do: 'set', fields: { description: event.currentTarget.value } });
        }}
      />
      <Radio.Group
        label={said.data_class}
        value={draft.data_class}
        onChange={(value) => {
          change({ do: 'set', fields: { data_class: value as DataClass } });
        }}
      >
        <div className="radios">
          {Object.entries(data_classes).map(([value, { title, text }]) => (
            <Radio key={value} value={value} label={title} description={text} />
          ))}
        </div>
      </Radio.Group>
      {needs_purpose(draft) && (
        <TextInput
          label={said.purpose}
          description={said.purpose_help}
          value={draft.purpose}
          error={tried && draft.purpose.trim() === '' ? said.problems.no_purpose : undefined}
          onChange={(event) => {
            change({ do: 'set', fields: { purpose: event.currentTarget.value } });
          }}
        />
      )}
      <p className="quiet small">{said.inspection}</p>
    </>
  );
}

function CheckStep({ draft }: { draft: Draft }) {
  const project = project_of(draft);
  const categories = project.questions.reduce((sum, question) => sum + question.categories.length, 0);
  return (
    <>
      <h2>{project.name}</h2>
      {project.description && <p>{project.description}</p>}
      <p className="quiet">
        {data_classes[project.data_class].title}: {data_classes[project.data_class].text}.{' '}
        {said.summary(project.questions.length, categories)}
      </p>
      <QuestionTables questions={project.questions} />
      <AttributeTable attributes={project.attributes} fit={null} />
    </>
  );
}
