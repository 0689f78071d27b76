import type { Question } from '../../api/types.ts';

// A category keeps one colour everywhere in a project.
export const colours_of = (questions: Question[]): Map<string, string> =>
  new Map(questions.flatMap((question) => question.categories.map(({ name, colour }) => [name, colour])));
