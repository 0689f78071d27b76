// A project as it is being written, and what keeps it from being made.

import type {
  Attribute,
  Category,
  DataClass,
  NewProject,
  Question,
  QuestionKind,
} from '../../api/types.ts';
import { schema_words } from '../../words/schema.ts';

const said = schema_words.problems;

// Okabe and Ito's set, in an order whose neighbours differ most; black is left to text.
export const palette = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#7f7f7f',
];

export interface DraftCategory extends Category {
  key: number;
  // Its name in the version before, where it comes from there.
  origin?: string;
}

export interface DraftQuestion extends Omit<Question, 'categories'> {
  key: number;
  categories: DraftCategory[];
  // It comes from the version before: its name is what annotations know it by, and stays.
  origin?: string;
}

export interface DraftAttribute extends Attribute {
  key: number;
}

export interface Draft {
  name: string;
  description: string;
  data_class: DataClass;
  purpose: string;
  questions: DraftQuestion[];
  attributes: DraftAttribute[];
  next_key: number;
}

export const has_categories = (kind: QuestionKind): boolean => kind !== 'interval' && kind !== 'ratio';

const new_category = (key: number, place: number): DraftCategory => ({
  ...{ key, name: '', description: '', parent: null, critical: false, weight: 1 },
  colour: palette[place % palette.length] ?? '#7f7f7f',
});

const new_question = (key: number, name = ''): DraftQuestion => ({
  ...{ key, name, kind: 'nominal', truth: 'single', condition: null },
  categories: [new_category(key + 1, 0), new_category(key + 2, 1)],
});

const first_question = 'label';

export const empty_draft = (): Draft => ({
  ...{
    name: '',
    description: '',
    data_class: 'internal',
    purpose: '',
    questions: [new_question(1, first_question)],
    attributes: [],
    next_key: 4,
  },
});

export type Change =
  | { do: 'set'; fields: Partial<Pick<Draft, 'name' | 'description' | 'data_class' | 'purpose'>> }
  | { do: 'add_attribute' }
  | { do: 'remove_attribute'; attribute: number }
  | { do: 'set_attribute'; attribute: number; fields: Partial<Attribute> }
  | { do: 'add_question' }
  | { do: 'remove_question'; question: number }
  | { do: 'set_question'; question: number; fields: Partial<Omit<DraftQuestion, 'key' | 'categories'>> }
  | { do: 'add_category'; question: number }
  | { do: 'remove_category'; question: number; category: number }
  | { do: 'move_category'; question: number; category: number; by: -1 | 1 }
  | { do: 'set_category'; question: number; category: number; fields: Partial<Category> };

function moved<Thing>(things: Thing[], from: number, by: number): Thing[] {
  const to = from + by;
  if (from < 0 || to < 0 || to >= things.length) return things;
  const copy = [...things];
  const [thing] = copy.splice(from, 1);
  if (thing !== undefined) copy.splice(to, 0, thing);
  return copy;
}

// A category that is renamed stays the parent of its children; one that is removed is nobody's parent.
function set_category(question: DraftQuestion, key: number, fields: Partial<Category>): DraftCategory[] {
  const old = question.categories.find((category) => category.key === key)?.name;
  return question.categories.map((category) => {
    if (category.key === key) return { ...category, ...fields };
    const renamed = fields.name !== undefined && old && category.parent === old;
    return renamed ? { ...category, parent: fields.name || null } : category;
  });
}

function changed_question(question: DraftQuestion, change: Change, key: number): DraftQuestion {
  const { categories } = question;
  switch (change.do) {
    case 'set_question':
      return { ...question, ...change.fields };
    case 'add_category':
      return { ...question, categories: [...categories, new_category(key, categories.length)] };
    case 'remove_category': {
      const gone = categories.find((category) => category.key === change.category)?.name;
      const left = categories.filter((category) => category.key !== change.category);
      return {
        ...question,
        categories: left.map((each) => (gone && each.parent === gone ? { ...each, parent: null } : each)),
      };
    }
    case 'move_category': {
      const at = categories.findIndex((category) => category.key === change.category);
      return { ...question, categories: moved(categories, at, change.by) };
    }
    case 'set_category':
      return { ...question, categories: set_category(question, change.category, change.fields) };
    default:
      return question;
  }
}

const new_attribute = (key: number): DraftAttribute => ({
  ...{ key, name: '', type: 'text', required: false, description: '', values: [] },
});

function changed_attributes({ attributes, next_key }: Draft, change: AttributeChange): DraftAttribute[] {
  switch (change.do) {
    case 'add_attribute':
      return [...attributes, new_attribute(next_key)];
    case 'remove_attribute':
      return attributes.filter((each) => each.key !== change.attribute);
    case 'set_attribute':
      return attributes.map((each) =>
        each.key === change.attribute ? { ...each, ...change.fields } : each,
      );
  }
}

type AttributeChange = Extract<Change, { do: `${string}_attribute` }>;
const is_of_attribute = (change: Change): change is AttributeChange => change.do.endsWith('_attribute');

export function changed(draft: Draft, change: Change): Draft {
  if (change.do === 'set') return { ...draft, ...change.fields };
  if (is_of_attribute(change))
    return { ...draft, attributes: changed_attributes(draft, change), next_key: draft.next_key + 1 };
  if (change.do === 'add_question')
    return {
      ...draft,
      questions: [...draft.questions, new_question(draft.next_key)],
      next_key: draft.next_key + 3,
    };
  if (change.do === 'remove_question')
    return { ...draft, questions: draft.questions.filter((question) => question.key !== change.question) };
  return {
    ...draft,
    next_key: draft.next_key + 1,
    questions: draft.questions.map((question) =>
      question.key === change.question ? changed_question(question, change, draft.next_key) : question,
    ),
  };
}

function is_own_parent(question: DraftQuestion, start: DraftCategory): boolean {
  const parents = new Map(question.categories.map((category) => [category.name, category.parent]));
  let at = start.parent;
  for (let step = 0; at !== null && step <= parents.size; ++step) {
    if (at === start.name) return true;
    at = parents.get(at) ?? null;
  }
  return false;
}

export function question_problems(draft: Draft, question: DraftQuestion): string[] {
  const problems: string[] = [];
  const name = question.name.trim();
  if (name === '') problems.push(said.question_name);
  else if (draft.questions.filter((each) => each.name.trim() === name).length > 1)
    problems.push(said.question_twice);
  if (!has_categories(question.kind)) return problems;
  const names = question.categories.map((category) => category.name.trim()).filter(Boolean);
  if (names.length < 2) problems.push(said.few_categories);
  const twice = names.find((each, at) => names.indexOf(each) !== at);
  if (twice !== undefined) problems.push(said.category_twice(twice));
  const circle = question.categories.find((category) => is_own_parent(question, category));
  if (circle) problems.push(said.parent_circle(circle.name));
  return problems;
}

export function attribute_problems(draft: Draft, attribute: DraftAttribute): string[] {
  const name = attribute.name.trim();
  if (name === '') return [];
  const problems: string[] = [];
  if (draft.attributes.filter((each) => each.name.trim() === name).length > 1)
    problems.push(said.attribute_twice);
  if (attribute.type === 'choice' && attribute.values.length === 0) problems.push(said.no_values);
  return problems;
}

// What keeps the step of questions and attributes from being left.
export const is_stopped = (draft: Draft): boolean =>
  draft.questions.some((each) => question_problems(draft, each).length > 0) ||
  draft.attributes.some((each) => attribute_problems(draft, each).length > 0);

// Unnamed ones were never meant; a choice alone has values.
export const attributes_of = (draft: Draft): Attribute[] =>
  draft.attributes
    .filter((each) => each.name.trim() !== '')
    .map(({ name, type, required, description, values }) => ({
      ...{ name: name.trim(), type, required, description: description.trim() },
      values: type === 'choice' ? values.map((value) => value.trim()) : [],
    }));

export const questions_of = (draft: Draft): Question[] =>
  draft.questions.map(({ name, kind, truth, condition, categories }) => ({
    ...{ name: name.trim(), kind, truth, condition },
    categories: has_categories(kind)
      ? categories
          .filter((category) => category.name.trim() !== '')
          .map(({ name: category, description, colour, parent, critical, weight }) => ({
            ...{ name: category.trim(), description: description.trim(), colour, parent, critical, weight },
          }))
      : [],
  }));

// What is sent: unnamed categories were never meant.
// Items about people are kept for a purpose.
export const needs_purpose = ({ data_class }: Pick<Draft, 'data_class'>): boolean =>
  data_class === 'pii' || data_class === 'phi';

export const project_of = (draft: Draft): NewProject => ({
  name: draft.name.trim(),
  description: draft.description.trim(),
  data_class: draft.data_class,
  purpose: needs_purpose(draft) ? draft.purpose.trim() : '',
  questions: questions_of(draft),
  attributes: attributes_of(draft),
});
