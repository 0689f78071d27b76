import { estimate_columns } from '../parts/estimate_columns.tsx';
import { Name } from '../parts/Name.tsx';
import { Section } from '../parts/Section.tsx';
import { SortTable, type Column } from '../parts/SortTable.tsx';
import { grouped } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import type { Estimate, QuestionSection } from './document.ts';
import { complement } from './estimates.ts';
import { main_agreement } from './finding.ts';

interface Row {
  index: number;
  section: QuestionSection;
  error: Estimate;
  agreement: Estimate;
}

const nothing: Estimate = {
  value: null,
  lower: null,
  upper: null,
  level: null,
  n: 0,
  method: '',
  status: 'insufficient',
  n_needed: 0,
  note: '',
};

interface QuestionsProps {
  questions: QuestionSection[];
  chosen: number;
  // Where a question is shown.
  address?: (section: QuestionSection, index: number) => string;
}

const in_page = (_: QuestionSection, index: number) => `#question-${(index + 1).toString()}`;

// Several questions: how each one fares, and the way to it.
export function Questions({ questions, chosen, address = in_page }: QuestionsProps) {
  const rows = questions.map((section, index): Row => {
    const overall = section.accuracy?.overall;
    return {
      index,
      section,
      error: overall ? complement(overall) : nothing,
      agreement: main_agreement(section) ?? nothing,
    };
  });
  return (
    <Section id="questions" title={words.questions_title}>
      <SortTable
        label={words.questions_title}
        columns={columns_of(rows, chosen, address)}
        rows={rows}
        row_key={(row) => row.index.toString()}
        name={(row) => row.section.question}
        top={20}
        wide="wide"
      />
    </Section>
  );
}

function columns_of(
  rows: Row[],
  chosen: number,
  address: NonNullable<QuestionsProps['address']>,
): Column<Row>[] {
  return [
    {
      key: 'question',
      title: words.question.toLowerCase(),
      cell: (row) => (
        <a href={address(row.section, row.index)} aria-current={row.index === chosen ? 'true' : undefined}>
          <Name text={row.section.question || words.unnamed_question} />
        </a>
      ),
      sort: (row) => row.section.question,
    },
    ...estimate_columns({
      key: 'error',
      title: words.categories.error,
      rows,
      estimate: (row: Row) => row.error,
      unit: 'share',
      limits: { from: 0 },
      tone: 'error',
      compact: 'compact',
    }),
    ...estimate_columns({
      key: 'agreement',
      title: words.by_type.value,
      rows,
      estimate: (row: Row) => row.agreement,
      unit: 'coefficient',
      limits: { to: 1 },
      compact: 'compact',
    }),
    {
      key: 'items',
      title: words.data.items,
      align: 'right',
      cell: (row) => grouped(row.section.data.items),
      sort: (row) => row.section.data.items,
    },
  ];
}
