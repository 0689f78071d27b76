import { ToItems } from '../../parts/drill.tsx';
import { EstimateText } from '../../parts/EstimateText.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { printable } from '../../words/names.ts';
import { grouped, percent, seconds_text } from '../../words/numbers.ts';
import { status_text } from '../../words/statuses.ts';
import { words } from '../../words/words.ts';
import type { AnnotatorRow, QuestionSection } from '../document.ts';

const said = words.annotators;
const attributes_max = 4;

export function Annotators({ section }: { section: QuestionSection }) {
  const rows = section.annotators;
  if (rows.length === 0) {
    return (
      <Section id="annotators" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  return (
    <Section id="annotators" title={said.title} lead={said.lead}>
      <SortTable
        label={said.title}
        columns={columns_of(rows)}
        rows={rows}
        row_key={(row) => row.annotator}
        name={searched}
        top={20}
        wide="wide"
      />
      <MethodNote of={rows} />
    </Section>
  );
}

const searched = (row: AnnotatorRow) => [row.annotator, ...Object.values(row.attributes)].join(' ');

function columns_of(rows: AnnotatorRow[]): Column<AnnotatorRow>[] {
  return [
    {
      key: 'annotator',
      title: said.annotator,
      cell: (row) => <Person row={row} />,
      sort: (row) => row.annotator,
    },
    ...estimate_columns({
      key: 'ability',
      title: said.ability,
      rows,
      estimate: (row: AnnotatorRow) => row.ability,
      unit: 'share',
      limits: { to: 1 },
      compact: 'compact',
    }),
    ...measured_columns(rows),
    ...(rows.some((row) => row.note || row.status !== 'ok')
      ? [{ key: 'note', title: said.note, cell: (row: AnnotatorRow) => <Note row={row} /> }]
      : []),
  ];
}

function measured_columns(rows: AnnotatorRow[]): Column<AnnotatorRow>[] {
  const columns: (Column<AnnotatorRow> | false)[] = [
    {
      key: 'annotations',
      title: said.labels,
      align: 'right',
      cell: (row) => grouped(row.annotations),
      sort: (row) => row.annotations,
    },
    rows.some((row) => row.accuracy.n > 0) && {
      key: 'accuracy',
      title: said.accuracy,
      align: 'right',
      cell: (row) => <EstimateText estimate={row.accuracy} unit="share" compact="compact" />,
      sort: (row) => row.accuracy.value,
    },
    {
      key: 'agreement',
      title: said.agreement,
      align: 'right',
      cell: (row) => <EstimateText estimate={row.agreement} unit="share" compact="compact" />,
      sort: (row) => row.agreement.value,
    },
    rows.some((row) => row.expected_agreement !== null) && {
      key: 'expected',
      title: said.expected,
      align: 'right',
      cell: (row) => (row.expected_agreement === null ? '–' : percent(row.expected_agreement)),
      sort: (row) => row.expected_agreement,
    },
    rows.some((row) => row.median_duration_s !== null) && {
      key: 'duration',
      title: said.duration,
      align: 'right',
      cell: (row) => (row.median_duration_s === null ? '–' : seconds_text(row.median_duration_s)),
      sort: (row) => row.median_duration_s,
    },
    rows.some((row) => row.largest_confusion !== null) && {
      key: 'confusion',
      title: said.confusion,
      cell: (row) => <Mistake row={row} />,
      sort: (row) => row.largest_confusion?.count ?? null,
    },
  ];
  return columns.filter((column) => column !== false);
}

// A name, and under it what is known of the person.
function Person({ row }: { row: AnnotatorRow }) {
  const known = Object.entries(row.attributes).slice(0, attributes_max);
  return (
    <>
      <ToItems filter={{ annotator: row.annotator, order: 'errors' }}>
        <Mono text={row.annotator} />
      </ToItems>
      {known.length > 0 && (
        <span className="attributes">
          {known.map(([attribute, value], index) => (
            <span key={attribute}>
              {index > 0 && ', '}
              <Name text={attribute} /> <Name text={value} />
            </span>
          ))}
        </span>
      )}
    </>
  );
}

function Mistake({ row }: { row: AnnotatorRow }) {
  if (!row.largest_confusion) return '–';
  const { from, to, count } = row.largest_confusion;
  return (
    <>
      <Name text={from} />
      {said.given_as}
      <Name text={to} /> <span className="quiet">{grouped(Math.round(count))}×</span>
    </>
  );
}

function Note({ row }: { row: AnnotatorRow }) {
  return [status_text(row.status), printable(row.note)].filter(Boolean).join(': ');
}
