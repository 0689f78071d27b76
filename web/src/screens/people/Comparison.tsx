import { Link, useSearchParams } from 'react-router';
import { useProviders } from '../../api/people.ts';
import type { Engagement, OverviewQuestion, Project, ProviderView } from '../../api/types.ts';
import { Choice } from '../../parts/Choice.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { Name } from '../../parts/Name.tsx';
import { Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import type { Estimate } from '../../words/estimate.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { people_words } from '../../words/people.ts';
import { words } from '../../words/words.ts';
import { Failed } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { main_coefficient } from '../overview/coefficient.ts';

const said = people_words.comparison;

interface ComparisonProps {
  project: Project;
  engagements: Engagement[];
}

// Each provider's part by itself; a question at a time, since rates of different questions do not compare.
export function Comparison({ project, engagements }: ComparisonProps) {
  const queries = useProviders(
    project.id,
    engagements.map((each) => each.id),
  );
  const views = queries.flatMap(({ data }) => data ?? []);
  const failed = queries.find(({ isError, data }) => isError && !data);
  const names = [...new Set(views.flatMap((view) => view.overview.questions.map((each) => each.question)))];
  const [search, set_search] = useSearchParams();
  const chosen = search.get('question');
  const question = chosen !== null && names.includes(chosen) ? chosen : (names[0] ?? '');
  return (
    <Section id="comparison" title={said.title} lead={said.lead}>
      {names.length > 1 && (
        <Choice
          label={said.question}
          value={question}
          options={names.map((name) => ({ value: name, text: printable(name) || words.unnamed_question }))}
          on_change={(name) => {
            set_search({ question: name }, { replace: true });
          }}
        />
      )}
      {failed ? (
        <Failed error={failed.error} on_retry={() => void failed.refetch()} />
      ) : views.length < engagements.length ? (
        <p className="loading" role="status">
          {said.reading(views.length, engagements.length)}
        </p>
      ) : (
        <SortTable
          label={said.title}
          columns={columns_of(
            project.id,
            views.map((view) => row_of(view, question)),
          )}
          rows={views.map((view) => row_of(view, question))}
          row_key={(row) => row.view.id}
          top={30}
        />
      )}
    </Section>
  );
}

interface Row {
  view: ProviderView;
  annotations: number;
  items: number;
  accuracy: Estimate;
  agreement: Estimate;
}

const unmeasured = (note: string): Estimate => ({
  ...{ value: null, lower: null, upper: null, level: null, n: 0, method: '' },
  ...{ status: 'insufficient', n_needed: 0, note },
});

function row_of(view: ProviderView, name: string): Row {
  const question: OverviewQuestion | undefined = view.overview.questions.find(
    (each) => each.question === name,
  );
  const none = !question || question.annotations === 0;
  return {
    view,
    annotations: question?.annotations ?? 0,
    items: question?.items ?? 0,
    accuracy: question?.accuracy ?? unmeasured(none ? said.no_annotations : said.no_gold),
    agreement:
      (question && main_coefficient(question.agreement, question.kind)) ??
      unmeasured(none ? said.no_annotations : said.no_agreement),
  };
}

function columns_of(project: string, rows: Row[]): Column<Row>[] {
  const count = (key: 'annotations' | 'items'): Column<Row> => ({
    key,
    title: said[key],
    align: 'right',
    cell: (row) => grouped(row[key]),
    sort: (row) => row[key],
  });
  return [
    {
      key: 'provider',
      title: said.provider,
      cell: (row) => (
        <Link to={project_path(project, `providers/${row.view.id}`)}>
          <Name text={row.view.provider} />
        </Link>
      ),
      sort: (row) => row.view.provider,
    },
    ...estimate_columns({
      ...{ key: 'accuracy', title: said.accuracy, rows },
      ...{ estimate: (row: Row) => row.accuracy, unit: 'share', limits: { to: 1 }, compact: 'compact' },
    } as const),
    ...estimate_columns({
      ...{ key: 'agreement', title: said.agreement, rows },
      ...{
        estimate: (row: Row) => row.agreement,
        unit: 'coefficient',
        limits: { to: 1 },
        compact: 'compact',
      },
    } as const),
    count('annotations'),
    count('items'),
  ];
}
