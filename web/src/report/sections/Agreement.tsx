import { Histogram } from '../../charts/Histogram.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { metric_name, metrics, weights_text } from '../../words/metrics.ts';
import { decimals, grouped } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { AgreementRow, DisagreementBand, QuestionSection } from '../document.ts';

const said = words.agreement;

export function Agreement({ section }: { section: QuestionSection }) {
  return (
    <Section id="agreement" title={said.title} lead={said.lead}>
      {section.agreement.length === 0 ? (
        <Empty>{said.empty}</Empty>
      ) : (
        <Coefficients rows={section.agreement} />
      )}
      <Unanchored section={section} />
      <h3>{said.histogram}</h3>
      <Disagreement bands={section.disagreement} />
      <MethodNote of={[...section.agreement, ...section.agreement_unanchored]} />
    </Section>
  );
}

function Coefficients({ rows }: { rows: AgreementRow[] }) {
  const columns: Column<AgreementRow>[] = [
    {
      key: 'metric',
      title: said.coefficient,
      cell: (row) => <Coefficient row={row} />,
      sort: (row) => metric_name(row.metric),
    },
    ...estimate_columns({
      key: 'value',
      title: said.value,
      rows,
      estimate: (row: AgreementRow) => row,
      unit: 'coefficient',
      limits: { to: 1 },
    }),
    {
      key: 'meaning',
      title: said.meaning,
      align: 'aside',
      cell: (row) => <span className="quiet meaning">{metrics[row.metric]?.meaning ?? ''}</span>,
    },
  ];
  return (
    <SortTable
      label={said.title}
      columns={columns}
      rows={rows}
      row_key={(row) => `${row.metric} ${row.weights}`}
    />
  );
}

interface Compared {
  all: AgreementRow;
  own: AgreementRow;
}

// The same coefficients with and without answers that began as a model's prediction.
function Unanchored({ section }: { section: QuestionSection }) {
  const rows = section.agreement_unanchored.flatMap((own): Compared[] => {
    const all = section.agreement.find((row) => row.metric === own.metric && row.weights === own.weights);
    return all ? [{ all, own }] : [];
  });
  if (rows.length === 0) return null;
  const pick = (key: keyof Compared, title: string) =>
    estimate_columns({
      key,
      title,
      rows,
      estimate: (row: Compared) => row[key],
      unit: 'coefficient',
      limits: { to: 1 },
      compact: 'compact',
      beside: section.agreement_unanchored.concat(rows.map((row) => row.all)),
    });
  return (
    <>
      <h3>{said.unanchored_title}</h3>
      <p className="note">{said.unanchored_lead}</p>
      <SortTable
        label={said.unanchored_title}
        columns={[
          {
            key: 'metric',
            title: said.coefficient,
            cell: (row: Compared) => <Coefficient row={row.all} />,
          },
          ...pick('all', said.all_answers),
          ...pick('own', said.own_answers),
        ]}
        rows={rows}
        row_key={({ own }) => `${own.metric} ${own.weights}`}
        wide="wide"
      />
    </>
  );
}

function Coefficient({ row }: { row: AgreementRow }) {
  return (
    <>
      {metric_name(row.metric)} <span className="quiet">{weights_text(row.weights)}</span>
    </>
  );
}

const band_text = (band: DisagreementBand) =>
  `${decimals(band.lower * 100, 0)}–${decimals(band.upper * 100, 0)}`;

function Disagreement({ bands }: { bands: DisagreementBand[] }) {
  if (bands.every((band) => band.items === 0)) return <Empty>{said.no_histogram}</Empty>;
  return (
    <>
      <Histogram
        bars={bands.map((band) => ({
          label: band_text(band),
          short_label: `${decimals(band.lower * 100, 0)}–`,
          count: band.items,
        }))}
        axis_title={said.histogram_axis}
      />
      <Twin>
        {() => (
          <SortTable
            label={said.histogram}
            columns={[
              { key: 'band', title: said.band, cell: (band: DisagreementBand) => `${band_text(band)} %` },
              { key: 'items', title: said.items, align: 'right', cell: (band) => grouped(band.items) },
            ]}
            rows={bands}
            row_key={(band) => band.lower.toString()}
          />
        )}
      </Twin>
    </>
  );
}
