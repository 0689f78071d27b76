import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { organisation_words } from '../../words/organisations.ts';
import { error_at } from '../frame/field_errors.ts';
import { days_of_week, zones_with, type CalendarDraft, type CalendarProblems } from './calendar_form.ts';

const said = organisation_words.calendar;

export const calendar_fields = ['time_zone', 'days', 'from', 'until', 'holidays'];

interface CalendarFieldsProps {
  draft: CalendarDraft;
  problems: CalendarProblems;
  error: unknown;
  set: (fields: Partial<CalendarDraft>) => void;
}

const zones_shown = 60;

export function CalendarFields({ draft, problems, error, set }: CalendarFieldsProps) {
  const zones = useMemo(() => zones_with(draft.time_zone), [draft.time_zone]);
  const wrong = (field: keyof CalendarDraft) => problems[field] ?? error_at(error, field);
  const typed = (field: 'from' | 'until' | 'holidays') => ({
    value: draft[field],
    error: wrong(field),
    onChange: (event: { currentTarget: { value: string } }) => {
      set({ [field]: event.currentTarget.value });
    },
  });
  return (
    <>
      <Select
        label={said.time_zone}
        data={zones}
        searchable
        allowDeselect={false}
        limit={zones_shown}
        nothingFoundMessage={said.no_zone}
        value={draft.time_zone}
        error={wrong('time_zone')}
        onChange={(zone) => {
          if (zone) set({ time_zone: zone });
        }}
      />
      <Checkbox.Group
        label={said.days}
        value={draft.days}
        error={wrong('days')}
        onChange={(days) => {
          set({ days });
        }}
      >
        <span className="week_days">
          {days_of_week.map((day, at) => (
            <Checkbox key={day} size="xs" value={day} label={said.day_names[at] ?? day} />
          ))}
        </span>
      </Checkbox.Group>
      <div className="hours">
        <TextInput label={said.from} {...typed('from')} />
        <TextInput label={said.until} {...typed('until')} />
        <p className="quiet small">{said.hours_help}</p>
      </div>
      <Textarea
        label={said.holidays}
        description={said.holidays_help}
        autosize={false}
        rows={5}
        spellCheck={false}
        {...typed('holidays')}
      />
    </>
  );
}
