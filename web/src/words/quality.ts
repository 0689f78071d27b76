import { grouped, plural } from './numbers.ts';

// Titles of the screens on one snapshot: the finding where there is one, the question where there is none.
export const quality_words = {
  agreement: {
    finding: (name: string, value: string) => `Annotators agree beyond chance: ${name} ${value}`,
    none: 'Do annotators agree?',
  },
  annotators: {
    finding: (count: number, weakest: string) =>
      `Of ${plural(count, 'annotator', 'annotators')} ${weakest} is right least often`,
    numbers: (weakest: string, best: string, name: string) =>
      `${weakest} of average items, as the model believes; ${best} by ${name}, the best.`,
    none: 'Who labels how well?',
  },
  gold: {
    suspects: (count: number, all: number) =>
      `${grouped(count)} of ${grouped(all)} gold labels ${count === 1 ? 'is' : 'are'} contradicted by competent annotators`,
    none: 'Can the gold be trusted?',
    clean: (all: number) => `None of ${plural(all, 'gold label', 'gold labels')} is contradicted`,
  },
  categories: {
    finding: (name: string) => `“${name}” is wrong most often`,
    numbers: (numbers: string, against: string) => `${numbers} of items that truly are this, ${against}.`,
    none: 'Which categories can be trusted?',
  },
  confusion: {
    finding: (from: string, to: string) => `“${from}” is most often mistaken for “${to}”`,
    numbers: (count: string, numbers: string) => `${count} times: ${numbers} of the true category.`,
    none: 'What is mistaken for what?',
  },
  slices: {
    finding: (where: string) => `Errors gather where ${where}`,
    numbers: (rate: string, lift: string) => `${rate} wrong, ${lift} the rest.`,
    none: 'No slice of the items stands out',
    question: 'Where do errors gather?',
  },
  difficulty: {
    title: 'Is the agreement earned on the easy items?',
    none: 'Difficulty comes from a model of the annotators; with few labels an item it cannot be told.',
    disputed: 'See the most disputed items',
  },
};
