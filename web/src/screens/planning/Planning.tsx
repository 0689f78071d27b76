import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { usePlanning, useProjection } from '../../api/planning.ts';
import { Choice } from '../../parts/Choice.tsx';
import { planning_words as said } from '../../words/planning.ts';
import { Failed } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import { forms, is_whole, request_of, start_of, type Field, type Typed, type What } from './forms.ts';
import { Planned } from './Planned.tsx';
import { Projected } from './Projected.tsx';

const is_what = (value: string | null): value is What => value !== null && value in said.whats;

export function Planning() {
  const { project = '' } = useParams();
  const [search, set_search] = useSearchParams();
  const asked = search.get('plan');
  const may = useMay(project);
  const is_open = (each: What) => each !== 'projection' || may('see_snapshots');
  const what = is_what(asked) && is_open(asked) ? asked : 'gate';
  return (
    <Screen
      title={said.questions[what]}
      lead={said.lead}
      controls={
        <Choice
          label={said.what}
          value={what}
          options={(Object.entries(said.whats) as [What, string][])
            .filter(([value]) => is_open(value))
            .map(([value, text]) => ({ value, text }))}
          on_change={(value) => {
            set_search({ plan: value }, { replace: true });
          }}
        />
      }
    >
      <PlanOf key={what} project={project} what={what} />
    </Screen>
  );
}

function PlanOf({ project, what }: { project: string; what: What }) {
  const [typed, set_typed] = useState<Typed>(() => start_of(what));
  const plan = usePlanning();
  const projection = useProjection(project);
  const compute = () => {
    const request = request_of(what, typed);
    if (what !== 'projection') plan.mutate({ what, options: request });
    else
      projection.mutate({
        items: request.items ?? 0,
        ...(request.batch_size === undefined ? {} : { batch_size: request.batch_size }),
      });
  };
  return (
    <>
      <form
        className="plan_form"
        onSubmit={(event) => {
          event.preventDefault();
          compute();
        }}
      >
        {forms[what].map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={typed[field.name] ?? null}
            on_change={(value) => {
              set_typed((old) => ({ ...old, [field.name]: value }));
            }}
          />
        ))}
        <Button
          type="submit"
          size="xs"
          loading={plan.isPending || projection.isPending}
          disabled={!is_whole(what, typed)}
        >
          {said.compute}
        </Button>
      </form>
      <Failed error={plan.error ?? projection.error} />
      {plan.data && <Planned plan={plan.data} />}
      {projection.data && <Projected projection={projection.data} />}
    </>
  );
}

interface FieldInputProps {
  field: Field;
  value: number | null;
  on_change: (value: number | null) => void;
}

function FieldInput({ field, value, on_change }: FieldInputProps) {
  const { title, unit } = said.fields[field.name];
  return (
    <NumberInput
      size="xs"
      label={title}
      placeholder={field.needed ? '' : said.optional}
      suffix={unit && ` ${unit}`}
      thousandSeparator=","
      min={field.min}
      {...(field.max === undefined ? {} : { max: field.max })}
      step={field.step ?? 1}
      value={value ?? ''}
      onChange={(typed) => {
        on_change(typeof typed === 'number' ? typed : null);
      }}
    />
  );
}
