import type { WorkPart } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { work_words as said } from '../../words/work.ts';
import { measured_columns } from './part_columns.tsx';

interface Times {
  weekdays: WorkPart[];
  shifts: WorkPart[];
  day_parts: WorkPart[];
}

// By weekday, shift and part of the day, each with what is known of it.
export function WhenWorked({ times, lead }: { times: Times; lead: string }) {
  return (
    <Section id="times" title={said.when.title} lead={lead}>
      <Parts title={said.when.weekdays} parts={times.weekdays} />
      <Parts title={said.when.shifts} parts={times.shifts} />
      <Parts title={said.when.day_parts} parts={times.day_parts} />
    </Section>
  );
}

function Parts({ title, parts }: { title: string; parts: WorkPart[] }) {
  return (
    <>
      <h3 className="space_above">{title}</h3>
      <SortTable
        label={title}
        columns={[
          { key: 'name', title: said.columns.part, cell: (row: WorkPart) => row.name },
          ...measured_columns(parts),
        ]}
        rows={parts}
        row_key={(row) => row.name}
      />
    </>
  );
}
