import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Mono } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { printable } from '../../words/names.ts';
import { words } from '../../words/words.ts';
import type { QuestionSection, RepeatRow, SourceRow } from '../document.ts';

const said = words.sources;

// Slips, lasting differences, causes; and how often people repeat themselves.
export function Sources({ section }: { section: QuestionSection }) {
  const { sources, repeats } = section;
  if (sources.length === 0 && repeats.length === 0) {
    return (
      <Section id="sources" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  return (
    <Section id="sources" title={said.title} lead={said.lead}>
      {sources.length > 0 && (
        <SortTable
          label={said.title}
          columns={source_columns(sources)}
          rows={sources}
          row_key={(row) => `${row.basis} ${row.source}`}
        />
      )}
      {repeats.length > 0 && <Repeats rows={repeats} />}
      <MethodNote of={[...sources, ...repeats]} />
    </Section>
  );
}

function source_columns(rows: SourceRow[]): Column<SourceRow>[] {
  return [
    { key: 'source', title: said.source, cell: (row) => <Source row={row} /> },
    ...estimate_columns({
      key: 'share',
      title: said.share,
      rows,
      estimate: (row: SourceRow) => row,
      unit: 'share',
      limits: { from: 0, to: 1 },
    }),
  ];
}

function Source({ row }: { row: SourceRow }) {
  const basis = said.basis[row.basis] ?? printable(row.basis);
  const family = said.family[row.family] ?? said.family.other ?? '';
  return (
    <>
      {said.names[row.source] ?? printable(row.source).replaceAll('_', ' ')}
      <span className="attributes">
        {row.basis === 'cause_codes' ? said.points_to(basis, family) : basis}
      </span>
    </>
  );
}

function Repeats({ rows }: { rows: RepeatRow[] }) {
  return (
    <>
      <h3>{said.repeats_title}</h3>
      <p className="note">{said.repeats_lead}</p>
      <SortTable
        label={said.repeats_title}
        columns={[
          {
            key: 'annotator',
            title: said.annotator,
            cell: (row: RepeatRow) => <Mono text={row.annotator} />,
            sort: (row) => row.annotator,
          },
          ...estimate_columns({
            key: 'repeats',
            title: said.repeats,
            rows,
            estimate: (row: RepeatRow) => row,
            unit: 'share',
            limits: { to: 1 },
          }),
        ]}
        rows={rows}
        row_key={(row) => row.annotator}
        name={(row) => row.annotator}
        top={10}
      />
    </>
  );
}
