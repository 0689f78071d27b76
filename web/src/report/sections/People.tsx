import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { Mono } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { decimals, grouped, p_text, percent, range_text, value_text } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import { Charts } from './Charts.tsx';
import type {
  FatigueBand,
  PeopleSection,
  PersonEvidence,
  PersonSign,
  SharedMistakes,
} from '../document.ts';

const said = words.people;

export function People({ people }: { people: PeopleSection | null }) {
  if (!people) {
    return (
      <Section id="people" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  const pointed_out = people.people.filter((person) => person.signs.length > 0);
  return (
    <Section id="people" title={said.title} lead={said.lead(words.level(people.false_share), people.order)}>
      {pointed_out.length === 0 ? (
        <p className="said">{said.nobody(people.people.length)}</p>
      ) : (
        <SortTable
          label={said.title}
          columns={person_columns}
          rows={pointed_out}
          row_key={(row) => row.annotator}
          name={(row) => row.annotator}
          top={10}
        />
      )}
      <Charts charts={people.charts} />
      <Shared people={people} />
      <Fatigue people={people} />
    </Section>
  );
}

const person_columns: Column<PersonEvidence>[] = [
  {
    key: 'annotator',
    title: said.person,
    cell: (row) => <Mono text={row.annotator} />,
    sort: (row) => row.annotator,
  },
  {
    key: 'evidence',
    title: said.evidence,
    cell: (row) =>
      row.signs.map((sign) => (
        <span key={sign} className="sign">
          {sign_text(row, sign)}
        </span>
      )),
    sort: (row) => row.signs.length,
  },
  {
    key: 'answers',
    title: said.answers,
    align: 'right',
    cell: (row) => grouped(row.answers),
    sort: (row) => row.answers,
  },
];

function with_p(text: string, p: number | null): string {
  return p === null ? text : `${text}; ${p_text(p)}`;
}

function rise_text(row: PersonEvidence): string {
  const { from_answer, from_day, before, after, p_adjusted } = row.errors_rose;
  const where = said.rose(grouped(from_answer ?? 0), from_day ?? '');
  const rates =
    before?.value != null && after?.value != null
      ? `, ${said.rates(percent(before.value), percent(after.value))}`
      : '';
  return with_p(where + rates, p_adjusted);
}

function pace_text(row: PersonEvidence): string {
  const { from_answer, from_day, ratio, p_adjusted } = row.pace_moved;
  return with_p(said.pace(decimals(ratio ?? 1, 2), grouped(from_answer ?? 0), from_day ?? ''), p_adjusted);
}

function sign_text(row: PersonEvidence, sign: PersonSign): string {
  switch (sign) {
    case 'errors_rose':
      return rise_text(row);
    case 'long_run':
      return with_p(said.run(grouped(row.long_run.length)), row.long_run.p_adjusted);
    case 'too_fast':
      return with_p(
        said.fast(grouped(row.too_fast.fast), grouped(row.too_fast.timed)),
        row.too_fast.p_adjusted,
      );
    case 'tells_little': {
      const { value, lower, upper } = row.spammer_score;
      return said.little(
        value_text(value ?? 0, 'coefficient'),
        range_text(lower ?? 0, upper ?? 1, 'coefficient'),
      );
    }
    case 'clockwork':
      return said.clockwork(percent(row.gap_variation ?? 0));
    case 'pace_moved':
      return pace_text(row);
  }
}

function Shared({ people }: { people: PeopleSection }) {
  return (
    <>
      <h3>{said.pairs_title}</h3>
      {people.pairs_note ? (
        <p className="note">{said.not_looked_at(people.pairs_note)}</p>
      ) : people.pairs.length === 0 ? (
        <p className="note">{said.no_pairs(grouped(people.pairs_tested))}</p>
      ) : (
        <>
          <p className="note">
            {said.pairs_lead(grouped(people.pairs_tested), decimals(people.inflation, 2))}
          </p>
          <SortTable
            label={said.pairs_title}
            columns={pair_columns}
            rows={people.pairs}
            row_key={(row) => JSON.stringify([row.a, row.b])}
            name={(row) => `${row.a} ${row.b}`}
            top={10}
          />
        </>
      )}
    </>
  );
}

const pair_columns: Column<SharedMistakes>[] = [
  { key: 'a', title: said.first, cell: (row) => <Mono text={row.a} />, sort: (row) => row.a },
  { key: 'b', title: said.second, cell: (row) => <Mono text={row.b} />, sort: (row) => row.b },
  {
    key: 'items',
    title: said.items,
    align: 'right',
    cell: (row) => grouped(row.items),
    sort: (row) => row.items,
  },
  {
    key: 'same_wrong',
    title: said.same_wrong,
    align: 'right',
    cell: (row) => grouped(row.same_wrong),
    sort: (row) => row.same_wrong,
  },
  {
    key: 'expected',
    title: said.expected,
    align: 'right',
    cell: (row) => decimals(row.expected, 1),
    sort: (row) => row.expected,
  },
  {
    key: 'p',
    title: said.p,
    align: 'right',
    cell: (row) => p_text(row.p_adjusted),
    sort: (row) => row.p_adjusted,
  },
];

function Fatigue({ people }: { people: PeopleSection }) {
  const later = people.fatigue.slice(1);
  return (
    <>
      <h3>{said.fatigue_title}</h3>
      {people.fatigue_note || later.length === 0 ? (
        <p className="note">
          {said.not_looked_at(people.fatigue_note || 'nobody sits for more than half an hour')}
        </p>
      ) : (
        <>
          <p className="note">{said.fatigue_lead}</p>
          <SortTable
            label={said.fatigue_title}
            columns={fatigue_columns(later)}
            rows={later}
            row_key={(row) => row.from_minutes.toString()}
            name={(row) => row.from_minutes.toString()}
          />
        </>
      )}
    </>
  );
}

function fatigue_columns(rows: FatigueBand[]): Column<FatigueBand>[] {
  return [
    {
      key: 'from',
      title: said.from,
      cell: (row) => grouped(row.from_minutes),
      sort: (row) => row.from_minutes,
    },
    {
      key: 'answers',
      title: said.answers,
      align: 'right',
      cell: (row) => grouped(row.answers),
      sort: (row) => row.answers,
    },
    ...estimate_columns({
      key: 'ratio',
      title: said.ratio,
      rows,
      estimate: (row: FatigueBand) => row.ratio,
      unit: 'ratio',
      mark: 1,
    }),
  ];
}
