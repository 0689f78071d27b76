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
      <h3>{said.histogram}</h3>
      <Disagreement bands={section.disagreement} />
      <MethodNote of={section.agreement} />
    </Section>
  );
}

function Coefficients({ rows }: { rows: AgreementRow[] }) {
  const columns: Column<AgreementRow>[] = [
    {
      key: 'metric',
      title: said.coefficient,
      cell: (row) => (
        <>
          {metric_name(row.metric)} <span className="quiet">{weights_text(row.weights)}</span>
        </>
      ),
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
