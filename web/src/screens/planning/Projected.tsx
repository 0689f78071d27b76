import type { ProjectedCategory, ProjectionDocument } from '../../api/documents.ts';
import { axis_of } from '../../charts/axis.ts';
import { AxisLabels } from '../../charts/AxisLabels.tsx';
import { Whisker } from '../../charts/Whisker.tsx';
import { Name } from '../../parts/Name.tsx';
import { Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import type { Estimate } from '../../report/document.ts';
import { printable } from '../../words/names.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { planning_words as said } from '../../words/planning.ts';
import { absence_text } from '../../words/statuses.ts';

const count_text = (estimate: Estimate): string =>
  estimate.value === null ? absence_text(estimate) : grouped(Math.round(estimate.value));

const range_of = ({ lower, upper }: Estimate): string =>
  lower === null || upper === null ? '' : `${grouped(Math.round(lower))}–${grouped(Math.round(upper))}`;

// What the measured errors mean in counts of the production.
export function Projected({ projection }: { projection: ProjectionDocument }) {
  const { wrong_items, production, pilot, correlation, categories, notes } = projection;
  return (
    <>
      <Section
        id="projected"
        title={said.projected(count_text(wrong_items), range_of(wrong_items), grouped(production.items))}
        lead={said.pilot(grouped(pilot.wrong), grouped(pilot.judged))}
      >
        <p className="quiet small">{said.correlation(decimals(correlation.rho, 3), correlation.assumed)}</p>
      </Section>
      {categories.length > 0 && (
        <Section id="by-category" title={said.by_category}>
          <SortTable
            label={said.by_category}
            columns={columns_of(categories)}
            rows={categories}
            row_key={(row) => row.category}
            top={30}
          />
        </Section>
      )}
      {notes.length > 0 && (
        <Section id="notes" title={said.notes}>
          <ul className="notes">
            {notes.map((note) => (
              <li key={note}>{printable(note)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function columns_of(rows: ProjectedCategory[]): Column<ProjectedCategory>[] {
  const axis = axis_of(
    rows.map((row) => row.wrong_items),
    { from: 0 },
  );
  return [
    {
      key: 'category',
      title: said.category,
      cell: (row) => <Name text={row.category} />,
      sort: (row) => row.category,
    },
    {
      key: 'plot',
      title: said.expected,
      align: 'plot',
      cell: (row) => <Whisker axis={axis} estimate={row.wrong_items} tone="error" />,
      under_title: <AxisLabels axis={axis} unit="ratio" />,
      sort: (row) => row.wrong_items.value,
    },
    {
      key: 'wrong_items',
      title: said.wrong,
      align: 'right',
      cell: (row) => (
        <>
          <b>{count_text(row.wrong_items)}</b> <span className="quiet">{range_of(row.wrong_items)}</span>
        </>
      ),
      csv: (row) => [row.wrong_items.value, row.wrong_items.lower, row.wrong_items.upper],
      csv_titles: [said.wrong, `${said.wrong} lower`, `${said.wrong} upper`],
    },
    {
      key: 'share',
      title: said.share,
      align: 'right',
      cell: (row) => percent(row.share_of_wrong),
      sort: (row) => row.share_of_wrong,
    },
    {
      key: 'judged',
      title: said.judged,
      align: 'right',
      cell: (row) => `${grouped(row.wrong)} / ${grouped(row.judged)}`,
      csv: (row) => [row.wrong, row.judged],
      csv_titles: [said.wrong, said.judged],
    },
  ];
}
