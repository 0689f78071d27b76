import { ToItems } from '../../parts/drill.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { EstimateText, few_cases } from '../../parts/EstimateText.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { grouped, percent } from '../../words/numbers.ts';
import { absence_text } from '../../words/statuses.ts';
import { words } from '../../words/words.ts';
import type { CategoryRow, QuestionSection } from '../document.ts';

const said = words.categories;

export function Categories({ section }: { section: QuestionSection }) {
  const rows = section.categories;
  if (rows.length === 0) {
    return (
      <Section id="categories" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  const judged = rows.some((row) => row.error.value !== null);
  if (section.plural) {
    return (
      <Section id="categories" title={said.agreement_title} lead={said.lead_agreement}>
        <ByAgreement rows={rows} />
      </Section>
    );
  }
  const against = words.against(rows[0]?.against ?? '');
  return (
    <Section id="categories" title={said.title} lead={judged ? said.lead(against) : undefined}>
      {judged ? (
        <SortTable label={said.error} columns={error_columns(rows)} rows={rows} row_key={key} name={key} />
      ) : (
        <Empty>{said.no_error}</Empty>
      )}
      <h3>{said.agreement_title}</h3>
      <p className="lead">{said.lead_agreement}</p>
      <ByAgreement rows={rows} />
    </Section>
  );
}

function ByAgreement({ rows }: { rows: CategoryRow[] }) {
  return (
    <>
      <SortTable
        label={said.agreement}
        columns={agreement_columns(rows)}
        rows={rows}
        row_key={key}
        name={key}
      />
      <Twin>{() => <Numbers rows={rows} />}</Twin>
      <MethodNote of={rows} />
    </>
  );
}

const key = (row: CategoryRow) => row.category;

const name_column: Column<CategoryRow> = {
  key: 'category',
  title: said.category,
  cell: (row) => (
    <ToItems filter={row.against === 'gold' ? { gold_label: row.category } : { label: row.category }}>
      <Name text={row.category} />
    </ToItems>
  ),
  sort: key,
};

const share_columns: Column<CategoryRow>[] = [
  {
    key: 'labels',
    title: said.labels,
    align: 'right',
    cell: (row) => grouped(row.labels),
    sort: (row) => row.labels,
  },
  {
    key: 'share',
    title: said.share,
    align: 'right',
    cell: (row) => percent(row.share),
    sort: (row) => row.share,
  },
];

function error_columns(rows: CategoryRow[]): Column<CategoryRow>[] {
  return [
    name_column,
    ...estimate_columns({
      key: 'error',
      title: said.error,
      rows,
      estimate: (row: CategoryRow) => (row.error_shrunk.value === null ? row.error : row.error_shrunk),
      raw: (row) => row.error,
      unit: 'share',
      limits: { from: 0 },
      tone: 'error',
    }),
    {
      key: 'raw',
      title: said.counted,
      align: 'right',
      cell: (row) => <Counted row={row} />,
      sort: (row) => row.error.value,
    },
    ...share_columns,
  ];
}

// The rate before it was drawn towards the others.
function Counted({ row }: { row: CategoryRow }) {
  const { error } = row;
  if (error.value === null) return <span className="quiet">{absence_text(error)}</span>;
  return few_cases(error) ?? percent(error.value);
}

function agreement_columns(rows: CategoryRow[]): Column<CategoryRow>[] {
  return [
    name_column,
    ...estimate_columns({
      key: 'agreement',
      title: said.agreement,
      rows,
      estimate: (row: CategoryRow) => row.specific_agreement,
      unit: 'share',
      limits: { to: 1 },
    }),
    ...share_columns,
  ];
}

function estimate_column(
  name: string,
  title: string,
  of: (row: CategoryRow) => CategoryRow['error'],
  unit: 'share' | 'coefficient' = 'share',
): Column<CategoryRow> {
  return {
    key: name,
    title,
    align: 'right',
    cell: (row) => <EstimateText estimate={of(row)} unit={unit} />,
    sort: (row) => of(row).value,
  };
}

function Numbers({ rows }: { rows: CategoryRow[] }) {
  const judged = rows.some((row) => row.error.value !== null);
  const columns = [
    name_column,
    ...(judged
      ? [
          estimate_column('error', `${said.error}, ${said.counted}`, (row) => row.error),
          estimate_column('precision', said.precision, (row) => row.precision),
        ]
      : []),
    estimate_column('agreement', said.agreement, (row) => row.specific_agreement),
    estimate_column('alpha', said.alpha, (row) => row.alpha, 'coefficient'),
  ];
  return <SortTable label={words.table_behind} columns={columns} rows={rows} row_key={key} />;
}
