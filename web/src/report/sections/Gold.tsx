import { ToItems } from '../../parts/drill.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { sentence } from '../../words/names.ts';
import { grouped, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { GoldSection, LabelError } from '../document.ts';

const said = words.gold;
const doubts = words.doubts;
const names_max = 6;

type Contradicted = GoldSection['contradicted'][number];

export function Gold({ gold }: { gold: GoldSection | null }) {
  if (!gold || gold.items === 0) {
    return (
      <Section id="gold" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  return (
    <Section
      id="gold"
      title={said.title}
      lead={said.lead(grouped(gold.items), grouped(gold.labelled_items))}
    >
      <p className="said">{gold.suspect_count > 0 ? said.suspects(gold.suspect_count) : said.none}</p>
      {gold.note && <p className="note">{sentence(gold.note)}</p>}
      {gold.contradicted.length > 0 && (
        <SortTable
          label={said.title}
          columns={gold_columns}
          rows={gold.contradicted}
          row_key={(row) => row.item}
          name={(row) => row.item}
          top={10}
        />
      )}
    </Section>
  );
}

function Item({ text }: { text: string }) {
  return (
    <ToItems filter={{ item: text }}>
      <Mono text={text} />
    </ToItems>
  );
}

const gold_columns: Column<Contradicted>[] = [
  { key: 'item', title: said.item, cell: (row) => <Item text={row.item} />, sort: (row) => row.item },
  { key: 'gold', title: said.gold, cell: (row) => <Name text={row.gold} />, sort: (row) => row.gold },
  {
    key: 'consensus',
    title: said.consensus,
    cell: (row) => <Name text={row.consensus} />,
    sort: (row) => row.consensus,
  },
  {
    key: 'belief',
    title: said.belief,
    align: 'right',
    cell: (row) => percent(row.posterior_gold),
    sort: (row) => row.posterior_gold,
  },
  {
    key: 'votes',
    title: said.votes,
    align: 'right',
    cell: (row) => `${grouped(row.votes_for_gold)} / ${grouped(row.votes_against)}`,
    sort: (row) => row.votes_against - row.votes_for_gold,
  },
  { key: 'annotators', title: said.annotators, cell: (row) => <Names names={row.annotators} /> },
  {
    key: 'ability',
    title: said.ability,
    align: 'right',
    cell: (row) => (row.mean_ability === null ? words.too_few : percent(row.mean_ability)),
    sort: (row) => row.mean_ability,
  },
];

function Names({ names }: { names: string[] }) {
  return (
    <>
      {names.slice(0, names_max).map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <Mono text={name} />
        </span>
      ))}
      {names.length > names_max && `, +${grouped(names.length - names_max)}`}
    </>
  );
}

export function Doubts({ rows }: { rows: LabelError[] }) {
  return (
    <Section id="doubts" title={doubts.title} lead={rows.length > 0 ? doubts.lead : undefined}>
      {rows.length === 0 ? (
        <Empty>{doubts.empty}</Empty>
      ) : (
        <SortTable
          label={doubts.title}
          columns={doubt_columns}
          rows={rows}
          row_key={(row) => row.item}
          name={(row) => row.item}
          top={10}
        />
      )}
    </Section>
  );
}

const doubt_columns: Column<LabelError>[] = [
  { key: 'item', title: doubts.item, cell: (row) => <Item text={row.item} />, sort: (row) => row.item },
  {
    key: 'held',
    title: doubts.held,
    cell: (row) => <Name text={row.gold_or_majority} />,
    sort: (row) => row.gold_or_majority,
  },
  {
    key: 'suggested',
    title: doubts.suggested,
    cell: (row) => <Name text={row.suggested} />,
    sort: (row) => row.suggested,
  },
  {
    key: 'probability',
    title: doubts.probability,
    align: 'right',
    cell: (row) => percent(row.probability),
    sort: (row) => row.probability,
  },
  {
    key: 'votes',
    title: doubts.votes,
    cell: (row) =>
      row.votes.map((vote, index) => (
        <span key={vote.category}>
          {index > 0 && ', '}
          {grouped(vote.count)}× <Name text={vote.category} />
        </span>
      )),
  },
];
