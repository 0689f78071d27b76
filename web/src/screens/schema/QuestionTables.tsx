import type { Category, Question } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Swatch } from '../../parts/Swatch.tsx';
import { decimals } from '../../words/numbers.ts';
import { schema_words as said } from '../../words/schema.ts';
import { words } from '../../words/words.ts';

// The questions of a schema, to be read.
export function QuestionTables({ questions }: { questions: Question[] }) {
  return questions.map((question) => <QuestionTable key={question.name} question={question} />);
}

function QuestionTable({ question }: { question: Question }) {
  const { condition } = question;
  const kind = said.kinds[question.kind];
  return (
    <section className="schema_question">
      <h2>
        <Name text={question.name || words.unnamed_question} />
      </h2>
      <p className="quiet">
        {kind.title}: {kind.text}. {said.truths[question.truth].title}.
        {condition && ` ${said.only_after(condition.question, condition.answer)}.`}
      </p>
      {question.categories.length > 0 && (
        <SortTable
          label={question.name || words.unnamed_question}
          columns={columns_of(question.categories)}
          rows={question.categories}
          row_key={(row) => row.name}
          top={40}
        />
      )}
    </section>
  );
}

function columns_of(rows: Category[]): Column<Category>[] {
  const columns: (Column<Category> | false)[] = [
    {
      key: 'category',
      title: said.columns.category,
      cell: (row) => (
        <span className="with_swatch">
          <Swatch colour={row.colour || undefined} />
          <Name text={row.name} />
        </span>
      ),
      csv: (row) => row.name,
    },
    rows.some((row) => row.description !== '') && {
      key: 'description',
      title: said.columns.description,
      cell: (row) => <Name text={row.description} />,
      csv: (row) => row.description,
    },
    rows.some((row) => row.parent !== null) && {
      key: 'parent',
      title: said.columns.parent,
      cell: (row) => <Name text={row.parent ?? ''} />,
      csv: (row) => row.parent,
    },
    {
      key: 'critical',
      title: said.columns.critical,
      cell: (row) => (row.critical ? said.yes : ''),
      csv: (row) => (row.critical ? said.yes : ''),
    },
    {
      key: 'weight',
      title: said.columns.weight,
      align: 'right',
      cell: (row) => decimals(row.weight, row.weight % 1 === 0 ? 0 : 2),
      csv: (row) => row.weight,
    },
  ];
  return columns.filter((column) => column !== false);
}
