// A schema that is changed: what became of each category of the version before.

import type { Attribute, Project, Question, SchemaMapping } from '../../api/types.ts';
import { type Draft, palette, questions_of } from './draft.ts';

export function draft_of(project: Project, questions: Question[], attributes: Attribute[] = []): Draft {
  let next_key = 1;
  return {
    ...{ name: project.name, description: project.description, data_class: project.data_class },
    purpose: project.purpose,
    questions: questions.map((question) => ({
      ...question,
      ...{ key: next_key++, origin: question.name },
      categories: question.categories.map((category, at) => ({
        ...category,
        colour: category.colour || (palette[at % palette.length] ?? '#7f7f7f'),
        ...{ key: next_key++, origin: category.name },
      })),
    })),
    attributes: attributes.map((attribute) => ({ ...attribute, key: next_key++ })),
    next_key: 100_000 + next_key,
  };
}

export interface Lost {
  question: string;
  category: string;
  // What its annotations may be read as from now on.
  targets: string[];
}

const renamed_of = (draft: Draft, question: string) =>
  (draft.questions.find((each) => each.origin === question)?.categories ?? []).filter(
    (category) => category.origin !== undefined && category.name.trim() !== '',
  );

// The categories that are gone without another name.
export function lost_of(before: Question[], draft: Draft): Lost[] {
  const now = questions_of(draft);
  return before.flatMap(({ name, categories }) => {
    const targets = now.find((each) => each.name === name)?.categories.map((each) => each.name) ?? [];
    const kept = new Set(renamed_of(draft, name).map((category) => category.origin));
    return categories
      .filter((category) => !kept.has(category.name) && !targets.includes(category.name))
      .map((category) => ({ question: name, category: category.name, targets }));
  });
}

export const lost_key = ({ question, category }: Pick<Lost, 'question' | 'category'>): string =>
  JSON.stringify([question, category]);

// Renamed ones by themselves; of those that are gone as it was chosen: into one they are merged, over several
// they are split, into none their annotations must be made again.
export function mapping_of(
  before: Question[],
  draft: Draft,
  chosen: Record<string, string[]>,
): SchemaMapping[] {
  const renamed = before.flatMap(({ name }) =>
    renamed_of(draft, name)
      .filter((category) => category.origin !== category.name.trim())
      .map((category): SchemaMapping => ({
        ...{ question: name, from: [category.origin ?? ''], to: [category.name.trim()], kind: 'renamed' },
      })),
  );
  const gone = lost_of(before, draft).map((lost): SchemaMapping => {
    const to = (chosen[lost_key(lost)] ?? []).filter((target) => lost.targets.includes(target));
    return {
      question: lost.question,
      from: [lost.category],
      to,
      kind: to.length === 1 ? 'merged' : 'split',
    };
  });
  return [...renamed, ...gone];
}
