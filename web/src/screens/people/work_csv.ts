// A provider's or a team's page as one table: every number that is shown, with its interval, n and method.

import type { ProviderView, TeamView, WorkPart } from '../../api/types.ts';
import type { CsvValue } from '../../parts/csv.ts';
import type { Estimate } from '../../words/estimate.ts';
import { work_words as said } from '../../words/work.ts';
import { main_coefficient } from '../overview/coefficient.ts';
import type { Measured } from './part_columns.tsx';

export type WorkShown = ProviderView | TeamView;

export const work_csv_header = said.csv.header;

const bare = (
  section: string,
  part: string,
  question: string,
  measure: string,
  value: number,
): CsvValue[] => [...[section, part, question, measure, value], ...[null, null, null, null, '', '', '']];

const estimated = (
  section: string,
  part: string,
  question: string,
  measure: string,
  estimate: Estimate,
): CsvValue[] => {
  const { value, lower, upper, level, n, method, status, note } = estimate;
  return [section, part, question, measure, value, lower, upper, level, n, method, status, note];
};

const rows_of = (section: string, part: string, measured: Measured): CsvValue[][] => [
  bare(section, part, '', said.columns.annotations, measured.annotations),
  bare(section, part, '', said.columns.items, measured.items),
  bare(section, part, '', said.columns.annotators, measured.annotators),
  estimated(section, part, '', said.columns.accuracy, measured.accuracy),
  ...measured.agreement.map(({ question, estimate }) =>
    estimated(section, part, question, said.columns.agreement, estimate),
  ),
];

export function work_csv_rows(view: WorkShown): CsvValue[][] {
  const { csv } = said;
  const named = (section: string, parts: WorkPart[]) =>
    parts.flatMap((part) => rows_of(section, part.name, part));
  const whole = view.overview.questions.flatMap((question) => {
    const agreement = main_coefficient(question.agreement, question.kind);
    return [
      ...(question.accuracy
        ? [estimated(csv.whole, '', question.question, said.columns.accuracy, question.accuracy)]
        : []),
      ...(agreement
        ? [estimated(csv.whole, '', question.question, said.columns.agreement, agreement)]
        : []),
      ...question.categories.map(({ category, count }) =>
        bare(csv.whole, category, question.question, csv.labels, count),
      ),
    ];
  });
  return [
    bare(csv.whole, '', '', said.columns.annotations, view.annotation_count),
    bare(csv.whole, '', '', said.columns.items, view.item_count),
    bare(csv.whole, '', '', said.columns.annotators, view.annotator_count),
    bare(csv.whole, '', '', csv.without_time, view.without_time),
    ...whole,
    ...view.weeks.flatMap((week) => rows_of(csv.weeks, week.begins, week)),
    ...('teams' in view
      ? [
          ...view.teams.flatMap((team) => rows_of(csv.teams, team.name, team)),
          ...rows_of(csv.teams, view.no_team.name, view.no_team),
          ...rows_of(csv.teams, view.no_time.name, view.no_time),
        ]
      : []),
    ...named(csv.weekdays, view.weekdays),
    ...named(csv.shifts, view.shifts),
    ...named(csv.day_parts, view.day_parts),
  ];
}
