import { EstimateText } from '../../parts/EstimateText.tsx';
import { ToItems } from '../../parts/drill.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { ConfusedPair, HintsSection, RaisedIssue, UnseenIssues } from '../document.ts';

const said = words.hints;

export function Hints({ hints }: { hints: HintsSection | null }) {
  if (!hints || hints.pairs.length + hints.raised.length + hints.unseen.length === 0) {
    return (
      <Section id="hints" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  return (
    <Section id="hints" title={said.title} lead={said.lead}>
      {hints.pairs.length > 0 && (
        <SortTable
          label={said.title}
          columns={pair_columns(hints.pairs)}
          rows={hints.pairs}
          row_key={(row) => JSON.stringify([row.first, row.second])}
          name={(row) => `${row.first} ${row.second}`}
          top={6}
          wide="wide"
        />
      )}
      {hints.raised.length > 0 && <Raised rows={hints.raised} />}
      {hints.unseen.map((row) => (
        <Unseen key={row.attribute} row={row} />
      ))}
    </Section>
  );
}

function pair_columns(rows: ConfusedPair[]): Column<ConfusedPair>[] {
  return [
    {
      key: 'pair',
      title: said.pair,
      cell: (row) => (
        <>
          <Name text={row.first} /> / <Name text={row.second} />
        </>
      ),
      sort: (row) => row.first,
    },
    { key: 'asks', title: said.asks, cell: (row) => <Asks row={row} /> },
    {
      key: 'share',
      title: said.share,
      align: 'right',
      cell: (row) => percent(row.share),
      sort: (row) => row.share,
    },
    {
      key: 'split',
      title: said.split,
      align: 'right',
      cell: (row) => grouped(row.split_items),
      sort: (row) => row.split_items,
    },
    ...estimate_columns({
      key: 'agreement',
      title: said.agreement,
      rows,
      estimate: (row: ConfusedPair) => row.agreement,
      unit: 'coefficient',
      limits: { from: 0, to: 1 },
      mark: 0.5,
      compact: 'compact',
    }),
  ];
}

function Asks({ row }: { row: ConfusedPair }) {
  return (
    <>
      <span>{said.source[row.source]}</span>
      {row.people_differ && (
        <span className="attributes">
          {row.leaning.length === 1 ? said.one_person : said.people}
          {row.leaning.slice(0, 4).map((one, at) => (
            <span key={one.annotator}>
              {at > 0 ? ', ' : ' '}
              <Mono text={one.annotator} /> {said.leans} <Name text={one.says} />
            </span>
          ))}
        </span>
      )}
      {row.examples.length > 0 && (
        <span className="attributes">
          {said.examples}
          {row.examples.slice(0, 3).map((item, at) => (
            <span key={item}>
              {at > 0 ? ', ' : ' '}
              <ToItems filter={{ item }}>
                <Mono text={item} />
              </ToItems>
            </span>
          ))}
        </span>
      )}
    </>
  );
}

function Raised({ rows }: { rows: RaisedIssue[] }) {
  return (
    <>
      <h3>{said.raised_title}</h3>
      <SortTable
        label={said.raised_title}
        columns={[
          {
            key: 'kind',
            title: said.raised,
            cell: (row: RaisedIssue) => (
              <>
                <Name text={row.kind} />
                <span className="attributes">{said.raised_by[row.by]}</span>
              </>
            ),
            sort: (row) => row.kind,
          },
          {
            key: 'items',
            title: words.data.items,
            align: 'right',
            cell: (row) => grouped(row.items),
            sort: (row) => row.items,
          },
          {
            key: 'annotators',
            title: said.raised_people,
            align: 'right',
            cell: (row) => grouped(row.annotators),
            sort: (row) => row.annotators,
          },
          {
            key: 'examples',
            title: said.examples,
            align: 'aside',
            cell: (row) =>
              row.examples.slice(0, 3).map((item, at) => (
                <span key={item}>
                  {at > 0 && ', '}
                  <Mono text={item} />
                </span>
              )),
          },
        ]}
        rows={rows}
        row_key={(row) => JSON.stringify([row.by, row.kind])}
        name={(row) => row.kind}
        top={8}
      />
    </>
  );
}

function Unseen({ row }: { row: UnseenIssues }) {
  return (
    <p className="note">
      <Name text={row.attribute} />: {said.kinds(grouped(row.kinds), grouped(row.once))}{' '}
      {said.expected(decimals(row.kinds_expected, 0), row.kinds_is_bound)} {said.next_is_new}{' '}
      <EstimateText estimate={row.next_is_new} unit="share" />
    </p>
  );
}
