import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useOverview, useProject, useSchema } from '../../api/projects.ts';
import type { Overview as OverviewNumbers, OverviewQuestion, Question } from '../../api/types.ts';
import { Histogram } from '../../charts/Histogram.tsx';
import { ToItems } from '../../parts/drill.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { Name } from '../../parts/Name.tsx';
import { Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Tile } from '../../parts/Tile.tsx';
import type { AgreementRow, Estimate } from '../../report/document.ts';
import { metric_name, weights_text } from '../../words/metrics.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { overview_words as said } from '../../words/overview.ts';
import { words } from '../../words/words.ts';
import { Loaded } from '../frame/Failure.tsx';
import { ItemsBehind } from '../frame/ItemsBehind.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useMay } from '../frame/use_may.ts';
import { colours_of } from '../items/colours.ts';
import { is_about_people } from '../protection/about_people.ts';
import { GuardedExports } from '../protection/GuardedExports.tsx';
import { main_coefficient } from './coefficient.ts';
import { Exports } from './Exports.tsx';
import { WhenDone } from './WhenDone.tsx';

// Where the numbers stand, and what is in none of them because it was erased.
function stands_at({ log_position, removed }: OverviewNumbers) {
  return [
    said.live(grouped(log_position)),
    removed.items > 0 && said.erased(removed.items, removed.annotations),
    removed.annotators > 0 && said.identities_erased(removed.annotators),
  ]
    .filter(Boolean)
    .join(' ');
}

// What is known at once, from the live table: it follows every annotation.
export function Overview() {
  const { project = '' } = useParams();
  const overview = useOverview(project);
  const schema = useSchema(project);
  const may = useMay(project);
  const about = useProject(project);
  const position = overview.data ? stands_at(overview.data) : '';
  return (
    <Screen title={said.title} lead={position}>
      <Loaded query={overview}>
        {({ questions }) =>
          questions.every((question) => question.annotations === 0) ? (
            <Nothing
              title={said.empty.title}
              text={said.empty.text}
              step={
                may('import_data') && (
                  <Button component={Link} to={project_path(project, 'import/new')}>
                    {said.empty.step}
                  </Button>
                )
              }
            />
          ) : (
            <>
              {questions.map((question) => (
                <ItemsBehind key={question.question} project={project} question={question.question}>
                  <OneQuestion
                    question={question}
                    asked={schema.data?.questions.find((each) => each.name === question.question)}
                    alone={questions.length === 1}
                  />
                </ItemsBehind>
              ))}
              <WhenDone project={project} />
              {may('export_data') &&
                (about.data && is_about_people(about.data) ? (
                  <GuardedExports project={project} />
                ) : (
                  <Exports project={project} />
                ))}
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

interface OneQuestionProps {
  question: OverviewQuestion;
  asked: Question | undefined;
  alone: boolean;
}

export function OneQuestion({ question, asked, alone }: OneQuestionProps) {
  const agreement = main_coefficient(question.agreement, question.kind);
  const id = `question-${question.question}`;
  return (
    <section aria-labelledby={alone ? undefined : id} className="overview_question">
      {!alone && (
        <h2 id={id}>
          <Name text={question.question || words.unnamed_question} />
        </h2>
      )}
      <dl className="tiles">
        <Tile
          title={said.right}
          note={question.accuracy ? words.against('gold') : ''}
          estimate={question.accuracy ?? undefined}
          unit="share"
          missing={said.no_gold}
        />
        <Tile
          title={said.agreement}
          note={agreement ? metric_name(agreement.metric) : ''}
          estimate={agreement}
          unit="coefficient"
          missing={said.no_agreement}
        />
        <Volume question={question} />
        <SetAside question={question} />
      </dl>
      <Section id={`categories-${question.question}`} title={said.categories}>
        <Categories question={question} asked={asked} />
      </Section>
      <Section id={`agreement-${question.question}`} title={said.coefficients}>
        <Coefficients rows={question.agreement} />
        <h3>{said.histogram}</h3>
        <Bands bands={question.histogram} />
      </Section>
    </section>
  );
}

function Volume({ question }: { question: OverviewQuestion }) {
  const mean = question.items > 0 ? question.annotations / question.items : 0;
  return (
    <div className="tile">
      <dt>{said.volume}</dt>
      <dd>
        <span className="estimate">
          <span className="value">{said.annotations(question.annotations)}</span>
        </span>
        <span className="tile_lines">
          <span>{said.items(question.items)}</span>
          <span>{said.annotators(question.annotators)}</span>
          <span>{said.per_item(decimals(mean, 1))}</span>
        </span>
      </dd>
    </div>
  );
}

function SetAside({ question }: { question: OverviewQuestion }) {
  const { skipped, quarantined } = question;
  const aside = question.does_not_apply.answers;
  const all = skipped + quarantined + aside;
  return (
    <div className="tile">
      <dt>{said.set_aside}</dt>
      <dd>
        <span className="estimate">
          <span className="value">{said.annotations(all)}</span>
        </span>
        <span className="tile_lines">
          {all === 0 ? (
            <span>{said.none_set_aside}</span>
          ) : (
            <>
              <span>{said.skipped(skipped)}</span>
              <span>{said.quarantined(quarantined)}</span>
              {aside > 0 && <span>{said.does_not_apply(aside)}</span>}
            </>
          )}
        </span>
      </dd>
    </div>
  );
}

type CategoryCount = OverviewQuestion['categories'][number];

// Of the items that gold gives to a category, how many are labelled so: in no column where there is no gold.
function right_columns({ categories, by_category }: OverviewQuestion): Column<CategoryCount>[] {
  if (by_category.length === 0) return [];
  const none = by_category.map((row) => row.recall)[0];
  const recall = new Map(by_category.map((row) => [row.category, row.recall]));
  const unknown = {
    ...none,
    value: null,
    lower: null,
    upper: null,
    n: 0,
    status: 'insufficient',
  } as Estimate;
  return estimate_columns({
    key: 'recall',
    title: said.recall,
    rows: categories,
    estimate: (row: CategoryCount) => recall.get(row.category) ?? { ...unknown, note: said.no_gold_item },
    unit: 'share',
    limits: { to: 1 },
  });
}

function Categories({ question, asked }: { question: OverviewQuestion; asked: Question | undefined }) {
  const rows = question.categories;
  const colours = colours_of(asked ? [asked] : []);
  const top = Math.max(...rows.map((row) => row.share), 0);
  const columns: Column<CategoryCount>[] = [
    {
      key: 'category',
      title: said.category,
      cell: (row) => (
        <ToItems filter={{ label: row.category }}>
          <Name text={row.category} />
        </ToItems>
      ),
      sort: (row) => row.category,
    },
    {
      key: 'count',
      title: said.count,
      align: question.accuracy ? 'right aside' : 'right',
      cell: (row) => grouped(row.count),
      sort: (row) => row.count,
    },
    {
      key: 'share',
      title: said.share,
      align: 'right',
      cell: (row) => percent(row.share),
      sort: (row) => row.share,
    },
    {
      key: 'bar',
      title: '',
      align: 'aside',
      cell: (row) => (
        <svg className="count_bar" width="160" height="12" aria-hidden="true">
          <rect
            height="12"
            width={top > 0 ? (160 * row.share) / top : 0}
            style={{ fill: colours.get(row.category) ?? 'var(--value)' }}
          />
        </svg>
      ),
    },
    ...right_columns(question),
  ];
  return (
    <SortTable
      label={said.categories}
      columns={columns}
      rows={rows}
      row_key={(row) => row.category}
      top={12}
    />
  );
}

function Coefficients({ rows }: { rows: AgreementRow[] }) {
  const columns: Column<AgreementRow>[] = [
    {
      key: 'metric',
      title: words.agreement.coefficient,
      cell: (row) => (
        <>
          {metric_name(row.metric)} <span className="quiet">{weights_text(row.weights)}</span>
        </>
      ),
      sort: (row) => metric_name(row.metric),
    },
    ...estimate_columns({
      key: 'value',
      title: words.agreement.value,
      rows,
      estimate: (row: AgreementRow) => row,
      unit: 'coefficient',
      limits: { to: 1 },
    }),
  ];
  return (
    <SortTable
      label={said.coefficients}
      columns={columns}
      rows={rows}
      row_key={(row) => `${row.metric} ${row.weights}`}
    />
  );
}

function Bands({ bands }: { bands: OverviewQuestion['histogram'] }) {
  return (
    <Histogram
      bars={bands.map(({ lower, upper, items }) => ({
        label: `${decimals(lower * 100, 0)}–${decimals(upper * 100, 0)}`,
        short_label: decimals(lower * 100, 0),
        count: items,
      }))}
      axis_title={words.agreement.histogram_axis}
    />
  );
}
