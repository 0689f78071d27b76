import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { model_name } from '../../words/metrics.ts';
import { printable } from '../../words/names.ts';
import { grouped, p_text, percent } from '../../words/numbers.ts';
import { status_text } from '../../words/statuses.ts';
import { words } from '../../words/words.ts';
import type { ConsensusRow, QuestionSection } from '../document.ts';

const said = words.consensus;

export function Consensus({ section }: { section: QuestionSection }) {
  const rows = section.consensus;
  return (
    <Section id="consensus" title={said.title} lead={rows.length > 0 ? said.lead : undefined}>
      {rows.length === 0 ? (
        <Empty>{said.empty}</Empty>
      ) : (
        <SortTable
          label={said.title}
          columns={columns_of(rows)}
          rows={rows}
          row_key={(row) => row.model}
          wide="wide"
        />
      )}
      <MethodNote of={rows} />
    </Section>
  );
}

function columns_of(rows: ConsensusRow[]): Column<ConsensusRow>[] {
  return [
    { key: 'model', title: said.model, cell: (row) => <Model row={row} />, sort: (row) => row.model },
    ...estimate_columns({
      key: 'accuracy',
      title: said.accuracy,
      rows,
      estimate: (row: ConsensusRow) => row.accuracy,
      unit: 'share',
      limits: { to: 1 },
      compact: 'compact',
    }),
    {
      key: 'differs',
      title: said.differs,
      align: 'right',
      cell: (row) => grouped(row.differs_from_majority),
      sort: (row) => row.differs_from_majority,
    },
    {
      key: 'ties',
      title: said.ties,
      align: 'right',
      cell: (row) => grouped(row.ties),
      sort: (row) => row.ties,
    },
    {
      key: 'confidence',
      title: said.confidence,
      align: 'right',
      cell: (row) => percent(row.mean_confidence),
      sort: (row) => row.mean_confidence,
    },
    {
      key: 'check',
      title: said.check,
      cell: (row) => (
        <>
          <Check row={row} />
          <span className="quiet note_text">{note_text(row)}</span>
        </>
      ),
    },
  ];
}

function Model({ row }: { row: ConsensusRow }) {
  return (
    <>
      <span className="nowrap">{model_name(row.model)}</span>{' '}
      {row.default && <span className="badge">{said.default}</span>}
    </>
  );
}

function Check({ row }: { row: ConsensusRow }) {
  const check = row.predictive_check;
  if (!check) return '–';
  const fits = Math.min(check.p_unanimous, check.p_split) >= 0.05;
  return (
    <>
      {fits ? said.fits : said.fits_not}
      <span className="attributes">{said.checked(p_text(check.p_unanimous), p_text(check.p_split))}</span>
    </>
  );
}

function note_text(row: ConsensusRow): string {
  const tempered = row.predictive_check?.overconfident ? said.overconfident : '';
  return [status_text(row.status), printable(row.note), tempered].filter(Boolean).join('; ');
}
