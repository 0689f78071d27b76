import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAddOrganisation } from '../../api/organisations.ts';
import { useSession } from '../../api/session.ts';
import type { OrganisationKind } from '../../api/types.ts';
import { app_words } from '../../words/app.ts';
import { organisation_words as said } from '../../words/organisations.ts';
import { Failed } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { Screen } from '../frame/Screen.tsx';
import { calendar_fields, CalendarFields } from './CalendarFields.tsx';
import { first_draft, own_zone, read_calendar } from './calendar_form.ts';

const kinds = ['provider', 'client'] as const satisfies OrganisationKind[];

export function NewOrganisation() {
  const session = useSession().data;
  if (!session?.user.administrator)
    return (
      <Screen title={said.not_yours.title} lead={said.not_yours.text} width="reading">
        <Button component={Link} to="/organisations" variant="default">
          {said.none.step}
        </Button>
      </Screen>
    );
  return (
    <Screen title={said.new_title} width="reading">
      <Form />
    </Screen>
  );
}

function Form() {
  const [name, set_name] = useState('');
  const [kind, set_kind] = useState<OrganisationKind>('provider');
  const [draft, set_draft] = useState(() => first_draft(own_zone()));
  const [tried, set_tried] = useState(false);
  const add = useAddOrganisation();
  const navigate = useNavigate();
  const { calendar, problems } = read_calendar(draft);
  const no_name = name.trim() === '';
  const enter = () => {
    set_tried(true);
    if (no_name || Object.keys(problems).length > 0) return;
    add.mutate(
      { name: name.trim(), kind, calendar },
      { onSuccess: (made) => void navigate(`/organisations/${encodeURIComponent(made.id)}`) },
    );
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <TextInput
        label={said.name}
        description={said.name_help}
        value={name}
        error={tried && no_name ? app_words.required : error_at(add.error, 'name')}
        onChange={(event) => {
          set_name(event.currentTarget.value);
        }}
      />
      <Kind kind={kind} set_kind={set_kind} error={add.error} />
      <h2>{said.calendar.title}</h2>
      <p className="quiet small">{said.calendar.lead}</p>
      <CalendarFields
        draft={draft}
        problems={tried ? problems : {}}
        error={add.error}
        set={(fields) => {
          set_draft((old) => ({ ...old, ...fields }));
        }}
      />
      <Failed error={error_elsewhere(add.error, ['name', 'kind', ...calendar_fields])} />
      <div className="form_end">
        <Button type="submit" loading={add.isPending}>
          {said.add}
        </Button>
        <Button component={Link} to="/organisations" variant="default">
          {app_words.cancel}
        </Button>
      </div>
    </form>
  );
}

interface KindProps {
  kind: OrganisationKind;
  set_kind: (kind: OrganisationKind) => void;
  error: unknown;
}

const Kind = ({ kind, set_kind, error }: KindProps) => (
  <Radio.Group
    label={said.kind}
    value={kind}
    error={error_at(error, 'kind')}
    onChange={(value) => {
      set_kind(value === 'client' ? 'client' : 'provider');
    }}
  >
    <div className="radios">
      {kinds.map((each) => (
        <Radio key={each} value={each} label={said.kinds[each].title} description={said.kinds[each].text} />
      ))}
    </div>
  </Radio.Group>
);
