import type { PartAgreement, WorkPart } from '../../api/types.ts';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import type { Column } from '../../parts/SortTable.tsx';
import type { Estimate } from '../../words/estimate.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { work_words as said } from '../../words/work.ts';

// What weeks, weekdays, shifts and teams have in common.
export type Measured = Omit<WorkPart, 'name'>;

export const questions_in = (parts: Measured[]): string[] => [
  ...new Set(parts.flatMap((part) => part.agreement.map(({ question }) => question))),
];

export const agreement_title = (question: string, alone: boolean): string =>
  alone ? said.columns.agreement : said.columns.agreement_on(printable(question));

const absent: Estimate = {
  ...{ value: null, lower: null, upper: null, level: 0.95, n: 0, method: 'krippendorff_alpha' },
  ...{ n_needed: 0, note: '', status: 'insufficient' as const },
};

export const agreement_of = (part: Measured, question: string): Estimate =>
  part.agreement.find((each: PartAgreement) => each.question === question)?.estimate ?? absent;

// Accuracy and agreement with their intervals, then how much there is.
export function measured_columns<Row extends Measured>(rows: Row[], width?: 'compact'): Column<Row>[] {
  const questions = questions_in(rows);
  const narrow = width && { compact: width };
  const count = (key: 'annotations' | 'items' | 'annotators'): Column<Row> => ({
    key,
    title: said.columns[key],
    align: 'right',
    cell: (row) => grouped(row[key]),
    sort: (row) => row[key],
  });
  return [
    ...estimate_columns({
      key: 'accuracy',
      title: said.columns.accuracy,
      rows,
      estimate: (row: Row) => row.accuracy,
      unit: 'share' as const,
      limits: { to: 1 },
      ...narrow,
    }),
    ...questions.flatMap((question, at) =>
      estimate_columns({
        key: `agreement_${at.toString()}`,
        title: agreement_title(question, questions.length === 1),
        rows,
        estimate: (row: Row) => agreement_of(row, question),
        unit: 'coefficient' as const,
        limits: { to: 1 },
        ...narrow,
      }),
    ),
    count('annotations'),
    count('items'),
    count('annotators'),
  ];
}
