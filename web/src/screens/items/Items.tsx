import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useItems } from '../../api/items.ts';
import { useProject, useSchema } from '../../api/projects.ts';
import type { ItemRow, Question } from '../../api/types.ts';
import { Mono, Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Swatch } from '../../parts/Swatch.tsx';
import { item_words as said } from '../../words/items.ts';
import { grouped, percent } from '../../words/numbers.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Pages } from '../frame/Pages.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import { place_of, useSearch, with_value } from '../frame/use_search.ts';
import { colours_of } from './colours.ts';
import { is_filtered, query_of } from './filters.ts';
import { ItemFilters } from './ItemFilters.tsx';
import { purpose_of } from './purpose.ts';

export function Items() {
  const { project = '' } = useParams();
  const [search, change] = useSearch();
  const items = useItems(project, query_of(search));
  const about = useProject(project);
  const may = useMay(project);
  const questions = useSchema(project).data?.questions ?? [];
  if (about.data?.item_count === 0) return <NoItems project={project} may_import={may('import_data')} />;
  const set = (name: string, value: string) => {
    change((now) => with_value(now, name, value), { replace: name !== 'cursor' });
  };
  const some = items.data?.items ?? [];
  return (
    <Screen
      title={said.title}
      lead={about.data && purpose_of(about.data)}
      controls={
        <ItemFilters
          search={search}
          set={set}
          questions={questions}
          known={some[0]}
          sees_gold={may('see_gold')}
        />
      }
    >
      <Loaded query={items}>
        {({ items: rows, next }) =>
          rows.length === 0 ? (
            <NoneHere next={next} set={set} />
          ) : (
            <>
              <p className="quiet small">{said.shown(rows.length, next !== null)}</p>
              <SortTable
                label={said.list}
                columns={columns_of(project, search, rows, questions).filter(
                  ({ key }) => key !== 'gold' || may('see_gold'),
                )}
                rows={rows}
                row_key={(row) => row.id}
                top={50}
              />
              <Pages
                next={next}
                search={search}
                set={set}
                words={{ back: said.previous, next: said.next }}
              />
            </>
          )
        }
      </Loaded>
      {is_filtered(search) && (
        <p className="space_above">
          <Link to="?">{said.clear}</Link>
        </p>
      )}
    </Screen>
  );
}

function NoItems({ project, may_import }: { project: string; may_import: boolean }) {
  return (
    <Screen title={said.title}>
      <Nothing
        title={said.empty.title}
        text={said.empty.text}
        step={
          may_import && (
            <Button component={Link} to={project_path(project, 'import/new')}>
              {said.empty.step}
            </Button>
          )
        }
      />
    </Screen>
  );
}

// No item on this page; a search may not have looked at all of them yet.
function NoneHere({ next, set }: { next: string | null; set: (name: string, value: string) => void }) {
  return (
    <>
      <p className="empty">{next === null ? said.no_match : said.none_yet}</p>
      {next !== null && (
        <Button
          variant="default"
          onClick={() => {
            set('cursor', next);
          }}
        >
          {said.look_on}
        </Button>
      )}
    </>
  );
}

function columns_of(
  project: string,
  search: URLSearchParams,
  rows: ItemRow[],
  questions: Question[],
): Column<ItemRow>[] {
  const colours = colours_of(questions);
  const wanted = search.get('question');
  const from = place_of(search);
  const gold = (row: ItemRow) => Object.entries(row.gold).filter(([name]) => (wanted ?? name) === name);
  return [
    {
      key: 'item',
      title: said.columns.item,
      cell: (row) => (
        <>
          <Link to={project_path(project, `items/${encodeURIComponent(row.id)}`)} state={{ from }}>
            <Mono text={row.key} />
          </Link>
          {row.kind !== 'record' && row.excerpt && (
            <span className="attributes excerpt">
              <Name text={row.excerpt} />
            </span>
          )}
        </>
      ),
      csv: (row) => row.key,
    },
    {
      key: 'answers',
      title: said.columns.answers,
      cell: (row) => <Answers row={row} question={wanted} colours={colours} />,
      csv: (row) => JSON.stringify(row.answers),
    },
    {
      key: 'disagreement',
      title: said.columns.disagreement,
      align: 'right',
      cell: (row) =>
        row.disagreement === null ? (
          '–'
        ) : (
          <span title={said.pairs(percent(row.disagreement))}>{percent(row.disagreement)}</span>
        ),
      csv: (row) => row.disagreement,
    },
    {
      key: 'gold',
      title: said.columns.gold,
      cell: (row) => gold(row).map(([name, label]) => <Name key={name} text={label} />),
      csv: (row) =>
        gold(row)
          .map(([, label]) => label)
          .join('; '),
    },
    ...attribute_columns(rows),
  ];
}

const attributes_max = 6;

// Attributes are columns, so that they can be read down; very many stay with the item.
function attribute_columns(rows: ItemRow[]): Column<ItemRow>[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.attributes)))].slice(0, attributes_max);
  return names.map((name) => ({
    key: `attribute.${name}`,
    title: name,
    align: 'short',
    cell: (row) => <Name text={row.attributes[name] ?? ''} />,
    csv: (row) => row.attributes[name],
  }));
}

interface AnswersProps {
  row: ItemRow;
  question: string | null;
  colours: Map<string, string>;
}

// Most frequent first; each label with how many gave it.
function Answers({ row, question, colours }: AnswersProps) {
  const asked = Object.entries(row.answers).filter(([name]) => (question ?? name) === name);
  return (
    <span className="answers">
      {asked.flatMap(([name, counts]) =>
        Object.entries(counts)
          .sort(([, a], [, b]) => b - a)
          .map(([label, count]) => (
            <span key={`${name} ${label}`} className="answer">
              <Swatch colour={colours.get(label)} />
              <Name text={label} /> <span className="quiet">{grouped(count)}</span>
            </span>
          )),
      )}
    </span>
  );
}
