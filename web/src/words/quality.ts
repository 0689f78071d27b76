import { grouped, plural } from './numbers.ts';

// Titles of the screens on one snapshot: the finding where there is one, the question where there is none.
export const quality_words = {
  agreement: {
    finding: (name: string, value: string) => `Annotators agree beyond chance: ${name} ${value}`,
    none: 'Do annotators agree?',
  },
  annotators: {
    finding: (count: number, low: string, high: string) =>
      `${plural(count, 'annotator', 'annotators')}, right on ${low} to ${high} of average items`,
    none: 'Who labels how well?',
  },
  gold: {
    suspects: (count: number, all: number) =>
      `${grouped(count)} of ${grouped(all)} gold labels are contradicted by competent annotators`,
    none: 'Can the gold be trusted?',
    clean: (all: number) => `None of ${plural(all, 'gold label', 'gold labels')} is contradicted`,
  },
  categories: {
    finding: (name: string, share: string) => `“${name}” is wrong most often: ${share}`,
    none: 'Which categories can be trusted?',
  },
  confusion: {
    finding: (from: string, to: string) => `“${from}” is most often mistaken for “${to}”`,
    none: 'What is mistaken for what?',
  },
  slices: {
    finding: (where: string) => `Errors gather where ${where}`,
    none: 'No slice of the items stands out',
    question: 'Where do errors gather?',
  },
  difficulty: {
    title: 'Is the agreement earned on the easy items?',
    none: 'Difficulty comes from a model of the annotators; with few labels an item it cannot be told.',
    disputed: 'See the most disputed items',
  },
  see_items: 'See the items',
};
