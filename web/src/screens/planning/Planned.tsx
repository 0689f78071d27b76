import { Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import type { PlanningDocument } from '../../report/gate_document.ts';
import { Plans } from '../../report/PlanPage.tsx';
import { printable, sentence } from '../../words/names.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { planning_words as said } from '../../words/planning.ts';

type Figure = PlanningDocument['figures'][number];

const shares = new Set([
  ...['rate', 'level', 'assurance', 'break_even_rate', 'accepted_half', 'accepted_tenth', 'outgoing_limit'],
  ...['simulated_accuracy', 'lot_limit', 'process_average'],
]);

function figure_text({ name, value }: Figure, planning: string): string {
  if (shares.has(name) || (name === 'half_width' && planning === 'rate')) return percent(value);
  return Number.isInteger(value) ? grouped(value) : decimals(value, Math.abs(value) < 1 ? 3 : 2);
}

export function Planned({ plan }: { plan: PlanningDocument }) {
  return (
    <>
      <Section id="figures" title={said.figures}>
        <p className="lead">{printable(plan.title)}</p>
        {plan.figures.length > 0 && (
          <SortTable
            label={said.figures}
            columns={[
              {
                key: 'words',
                title: '',
                cell: (row: Figure) => sentence(row.words),
                csv: (row) => row.words,
              },
              {
                key: 'value',
                title: '',
                align: 'right',
                cell: (row) => figure_text(row, plan.planning),
                csv: (row) => row.value,
              },
            ]}
            rows={plan.figures}
            row_key={(row) => row.name}
          />
        )}
      </Section>
      {plan.gate && <Plans gate={plan.gate} />}
      {plan.notes.length > 0 && (
        <Section id="notes" title={said.notes}>
          <ul className="notes">
            {plan.notes.map((note) => (
              <li key={note}>{printable(note)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
