import { Checkbox } from '@mantine/core';
import { useReducer, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useChangeSchema, useProject, useSchema } from '../../api/projects.ts';
import type { Project, Schema as Held } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { schema_words as said } from '../../words/schema.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';
import { StepButtons } from '../frame/StepButtons.tsx';
import { Steps } from '../frame/Steps.tsx';
import { attributes_of, changed, is_stopped, questions_of } from '../new_project/draft.ts';
import { draft_of, type Lost, lost_key, lost_of, mapping_of } from '../new_project/mapping.ts';
import { QuestionsStep } from '../new_project/QuestionsStep.tsx';
import { AttributeTable } from './AttributeTable.tsx';
import { MappingLines } from './MappingLines.tsx';
import { QuestionTables } from './QuestionTables.tsx';

const { change_steps } = said;
const steps = [change_steps.questions, change_steps.mapping, change_steps.check];

export function ChangeSchema() {
  const { project = '' } = useParams();
  const schema = useSchema(project);
  const about = useProject(project);
  return (
    <Screen title={said.change_title} lead={said.change_lead}>
      <Loaded query={about}>
        {(data) => (
          <Loaded query={schema}>
            {(held) => <Change key={held.version} project={data} held={held} />}
          </Loaded>
        )}
      </Loaded>
    </Screen>
  );
}

type Chosen = Record<string, string[]>;

function Change({ project, held }: { project: Project; held: Held }) {
  const before = held.questions;
  const [draft, change] = useReducer(changed, undefined, () => draft_of(project, before, held.attributes));
  const [chosen, set_chosen] = useState<Chosen>({});
  const [step, set_step] = useState(0);
  const [tried, set_tried] = useState(false);
  const navigate = useNavigate();
  const publish = useChangeSchema(project.id, () => void navigate(project_path(project.id, 'schema')));
  const mapping = mapping_of(before, draft, chosen);
  const go_on = () => {
    if (step === 0) {
      const stopped = is_stopped(draft);
      set_tried(stopped);
      if (!stopped) set_step(1);
    } else if (step === 1) set_step(2);
    else publish.mutate({ questions: questions_of(draft), mapping, attributes: attributes_of(draft) });
  };
  return (
    <>
      <Steps titles={steps} at={step} />
      <form
        className="form wide"
        onSubmit={(event) => {
          event.preventDefault();
          go_on();
        }}
      >
        {step === 0 && <QuestionsStep draft={draft} change={change} tried={tried} />}
        {step === 1 && <MappingStep lost={lost_of(before, draft)} chosen={chosen} on_choose={set_chosen} />}
        {step === 2 && (
          <>
            <MappingLines mapping={mapping} />
            <QuestionTables questions={questions_of(draft)} />
            <AttributeTable attributes={attributes_of(draft)} fit={null} />
          </>
        )}
        <Failed error={publish.error} />
        <StepButtons
          at={step}
          last={2}
          end={said.publish}
          busy={publish.isPending}
          on_back={() => {
            set_step(step - 1);
          }}
        />
      </form>
    </>
  );
}

interface MappingStepProps {
  lost: Lost[];
  chosen: Chosen;
  on_choose: (chosen: Chosen) => void;
}

function MappingStep({ lost, chosen, on_choose }: MappingStepProps) {
  if (lost.length === 0) return <p>{said.nothing_lost}</p>;
  return lost.map((each) => {
    const key = lost_key(each);
    const value = chosen[key] ?? [];
    return (
      <Checkbox.Group
        key={key}
        label={said.lost(printable(each.category), printable(each.question))}
        description={value.length === 0 ? said.relabel : undefined}
        value={value}
        onChange={(next) => {
          on_choose({ ...chosen, [key]: next });
        }}
      >
        <div className="targets">
          {each.targets.map((target) => (
            <Checkbox key={target} value={target} label={printable(target)} />
          ))}
        </div>
      </Checkbox.Group>
    );
  });
}
