import { Link, useLocation, useParams } from 'react-router';
import { useItem } from '../../api/items.ts';
import { useProject, useSchema } from '../../api/projects.ts';
import type { Annotation, ItemDetail, Label } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Swatch } from '../../parts/Swatch.tsx';
import { When } from '../../parts/When.tsx';
import { item_words as said } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import { decimals, grouped, seconds_text } from '../../words/numbers.ts';
import { role_words } from '../../words/roles.ts';
import { words } from '../../words/words.ts';
import { Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import type { Place } from '../frame/use_search.ts';
import { colours_of } from './colours.ts';
import { Content } from './Content.tsx';
import { purpose_of } from './purpose.ts';

export function OneItem() {
  const { project = '', item = '' } = useParams();
  const detail = useItem(project, item);
  const questions = useSchema(project).data?.questions ?? [];
  const colours = colours_of(questions);
  const may = useMay(project);
  const about = useProject(project);
  const { state } = useLocation() as { state: { from?: Place } | null };
  const list = { pathname: project_path(project, 'items'), ...state?.from };
  return (
    <Screen
      title={said.item_title(printable(detail.data?.key ?? item))}
      lead={about.data && purpose_of(about.data)}
      controls={<Link to={list}>← {said.back}</Link>}
    >
      <Loaded query={detail}>
        {(data) => (
          <div className="item_page">
            <section aria-labelledby="content-title" className="item_content">
              <h2 id="content-title" className="visually_hidden">
                {said.content}
              </h2>
              <Content item={data} colours={colours} />
              <Attributes item={data} />
            </section>
            <section aria-labelledby="said-title" className="item_said">
              <h2 id="said-title">{said.annotations}</h2>
              <SaidOf item={data} colours={colours} sees_gold={may('see_gold')} />
            </section>
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function Attributes({ item }: { item: ItemDetail }) {
  const attributes = Object.entries(item.attributes);
  const shown_already = JSON.stringify(item.content) === JSON.stringify(item.attributes);
  if (attributes.length === 0 || shown_already) return null;
  return (
    <>
      <h3>{said.attributes}</h3>
      <dl className="facts">
        {attributes.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Name text={name} />
            </dt>
            <dd>
              <Name text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

export const label_text = (label: Label): string =>
  label === null
    ? '–'
    : Array.isArray(label)
      ? label.join(', ')
      : typeof label === 'number'
        ? label.toString()
        : label;

interface SaidOfProps {
  item: ItemDetail;
  colours: Map<string, string>;
  sees_gold: boolean;
}

// Question by question: gold, the labels by how many gave them, then who gave which.
function SaidOf({ item, colours, sees_gold }: SaidOfProps) {
  const questions = [...new Set([...item.annotations, ...item.gold_labels].map((each) => each.question))];
  if (questions.length === 0) return <p className="empty">{said.no_annotations}</p>;
  return questions.map((question) => {
    const rows = item.annotations.filter((row) => row.question === question);
    const golds = item.gold_labels.filter((row) => row.question === question);
    const gold = golds.filter((row) => row.in_force !== false);
    return (
      <div key={question} className="said_of">
        {questions.length > 1 && (
          <h3>
            <Name text={question || words.unnamed_question} />
          </h3>
        )}
        <p className="gold_line">
          {said.gold}:{' '}
          {gold.length === 0 ? (
            <span className="quiet">{sees_gold ? said.no_gold : `${role_words.not_shown}.`}</span>
          ) : (
            gold.map((row) => (
              <span key={label_text(row.label)}>
                <b>
                  <Name text={label_text(row.label)} />
                </b>{' '}
                <span className="quiet">{printable(said.sources(row.source, row.expert_count))}</span>
              </span>
            ))
          )}
          {golds
            .filter((row) => row.in_force === false)
            .map((row, at) => (
              <span key={at} className="quiet small">
                {' '}
                {printable(
                  said.gold_before(
                    label_text(row.label),
                    row.state === 'retired' ? row.state : said.gold_replaced,
                  ),
                )}
              </span>
            ))}
        </p>
        <Summary rows={rows} colours={colours} />
        <SortTable
          label={said.annotations}
          columns={columns_of(rows, gold[0] ? label_text(gold[0].label) : null)}
          rows={rows}
          row_key={(row) => `${row.sequence.toString()} ${row.annotator}`}
          top={30}
          wide="wide"
        />
      </div>
    );
  });
}

function Summary({ rows, colours }: { rows: Annotation[]; colours: Map<string, string> }) {
  const counted = rows.filter((row) => row.in_force && row.applies);
  const counts = new Map<string, number>();
  for (const row of counted)
    counts.set(label_text(row.label), (counts.get(label_text(row.label)) ?? 0) + 1);
  return (
    <p className="answers">
      {[...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([label, count]) => (
          <span key={label} className="answer">
            <Swatch colour={colours.get(label)} />
            {printable(said.agree(label, count, counted.length))}
          </span>
        ))}
    </p>
  );
}

function optional_column(
  rows: Annotation[],
  key: 'confidence' | 'flag' | 'guideline_version' | 'batch' | 'provider',
  title: string,
): Column<Annotation>[] {
  if (rows.every((row) => row[key] === null)) return [];
  return [
    {
      key,
      title,
      align: 'short',
      cell: (row) => {
        const value = row[key];
        return value === null ? (
          '–'
        ) : typeof value === 'number' ? (
          decimals(value, 2)
        ) : (
          <Name text={value} />
        );
      },
      sort: (row) => row[key],
    },
  ];
}

const state_of = (row: Annotation): string =>
  [
    !row.in_force ? said.superseded : row.applies ? said.in_force : said.not_applying,
    row.admission,
    printable(row.reason ?? ''),
  ]
    .filter(Boolean)
    .join(', ');

function columns_of(rows: Annotation[], gold: string | null): Column<Annotation>[] {
  const columns: (Column<Annotation> | false)[] = [
    {
      key: 'annotator',
      title: said.detail.annotator,
      cell: (row) =>
        row.annotator ? <Mono text={row.annotator} /> : <span className="quiet">{said.who_unknown}</span>,
      sort: (row) => row.annotator,
    },
    {
      key: 'label',
      title: said.detail.label,
      cell: (row) => <Given label={label_text(row.label)} gold={gold} />,
      csv: (row) => label_text(row.label),
      sort: (row) => label_text(row.label),
    },
    rows.some((row) => row.submitted_at !== null) && {
      key: 'time',
      title: said.detail.time,
      cell: (row) => (row.submitted_at === null ? '–' : <When at={row.submitted_at} />),
      sort: (row) => row.submitted_at,
    },
    rows.some((row) => row.active_ms !== null) && {
      key: 'duration',
      title: said.detail.duration,
      align: 'right',
      cell: (row) => (row.active_ms === null ? '–' : seconds_text(row.active_ms / 1000)),
      sort: (row) => row.active_ms,
    },
    rows.some((row) => row.regions.length > 0) && {
      key: 'regions',
      title: said.detail.regions,
      align: 'right',
      cell: (row) => grouped(row.regions.length),
      sort: (row) => row.regions.length,
    },
    rows.some(
      (row) => row.sequence > 0 && (!row.in_force || !row.applies || row.admission !== 'admitted'),
    ) && {
      key: 'state',
      title: said.detail.state,
      cell: (row) => (row.sequence === 0 ? said.regions_alone : state_of(row)),
      sort: (row) => row.admission,
    },
  ];
  return [
    ...columns.filter((column) => column !== false),
    ...optional_column(rows, 'confidence', said.detail.confidence),
    ...optional_column(rows, 'flag', said.detail.flag),
    ...optional_column(rows, 'guideline_version', said.detail.guideline),
    ...optional_column(rows, 'batch', said.detail.batch),
    ...optional_column(rows, 'provider', said.detail.provider),
  ];
}

function Given({ label, gold }: { label: string; gold: string | null }) {
  if (gold === null) return <Name text={label} />;
  const same = label === gold;
  return (
    <span
      className={same ? 'given' : 'given differs'}
      title={same ? said.matches_gold : said.differs_from_gold}
    >
      <span aria-hidden="true">{same ? '✓' : '✕'}</span>{' '}
      <span className="visually_hidden">{same ? said.matches_gold : said.differs_from_gold}: </span>
      <Name text={label} />
    </span>
  );
}
