import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEditOrganisation } from '../../api/organisations.ts';
import type { Organisation } from '../../api/types.ts';
import { app_words } from '../../words/app.ts';
import { organisation_words as said } from '../../words/organisations.ts';
import { Failed } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { calendar_fields, CalendarFields } from './CalendarFields.tsx';
import { draft_of, read_calendar } from './calendar_form.ts';

// Begins anew with every revision: what was typed on an older one is not saved over a newer.
export function EditOrganisation({ organisation }: { organisation: Organisation }) {
  const before = draft_of(organisation.calendar);
  const [name, set_name] = useState(organisation.name);
  const [draft, set_draft] = useState(before);
  const [tried, set_tried] = useState(false);
  const edit = useEditOrganisation(organisation);
  const { calendar, problems } = read_calendar(draft);
  const no_name = name.trim() === '';
  const is_same = name === organisation.name && JSON.stringify(draft) === JSON.stringify(before);
  return (
    <section aria-labelledby="edit-title">
      <h2 id="edit-title">{said.edit_title}</h2>
      <form
        className="form space_above"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          set_tried(true);
          if (!no_name && Object.keys(problems).length === 0) edit.mutate({ name: name.trim(), calendar });
        }}
      >
        <TextInput
          label={said.name}
          description={said.name_change_help}
          value={name}
          error={tried && no_name ? app_words.required : error_at(edit.error, 'name')}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
        />
        <CalendarFields
          draft={draft}
          problems={tried ? problems : {}}
          error={edit.error}
          set={(fields) => {
            set_draft((old) => ({ ...old, ...fields }));
          }}
        />
        <Failed error={error_elsewhere(edit.error, ['name', ...calendar_fields])} />
        <div className="form_end">
          <Button type="submit" loading={edit.isPending} disabled={is_same}>
            {said.save}
          </Button>
        </div>
      </form>
    </section>
  );
}
