// What is chosen as the answer to an item, read.

import type { Question, Submission } from '../../api/types.ts';

export type Chosen = Partial<Record<string, string[]>>;

// One label a question; of a set its members, in the order of the schema.
export function answers_of(
  questions: Question[],
  chosen: Chosen,
  is_unsure: boolean,
): Submission['answers'] | null {
  const answers = questions.map(({ name, kind, categories }) => {
    const picked = chosen[name] ?? [];
    const order = (categories ?? []).map((each) => each.name);
    const members = [...picked].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const label = kind === 'set' ? JSON.stringify(members) : (picked[0] ?? '').trim();
    return { question: name, label, flag: is_unsure ? ('unsure' as const) : ('none' as const) };
  });
  return answers.some(({ label }) => label === '') ? null : answers;
}
