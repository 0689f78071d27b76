import type { Question } from '../../api/types.ts';

// A category keeps one colour everywhere in a project; one without a colour has no swatch.
export const colours_of = (questions: Question[]): Map<string, string> =>
  new Map(
    questions.flatMap((question) =>
      question.categories.flatMap(({ name, colour }) => (colour ? [[name, colour] as const] : [])),
    ),
  );
