// What each plan asks for, and how what is typed becomes the request: shares are typed in percent.

import { planning_words } from '../../words/planning.ts';

export type What = keyof typeof planning_words.whats;
export type FieldName = keyof typeof planning_words.fields;

export interface Field {
  name: FieldName;
  // As the request names it, where that differs.
  sent?: string;
  start: number | null;
  min: number;
  max?: number;
  step?: number;
  needed?: boolean;
}

const percent = (name: FieldName, start: number | null, needed = true): Field => ({
  ...{ name, start, needed, min: 0, max: 100, step: 0.5 },
});
const count = (name: FieldName, start: number | null, min = 1, needed = true): Field => ({
  ...{ name, start, needed, min, step: 1 },
});

export const forms: Record<What, Field[]> = {
  gate: [
    percent('error_max', 5),
    percent('error_good', 1),
    percent('alpha', 5),
    percent('power', 80),
    count('lot', null, 2, false),
  ],
  pilot: [
    percent('error_max', 5),
    percent('error_good', 1),
    percent('half_width', 2),
    count('items', null, 1, false),
    count('error_cost', null, 0, false),
    count('fix_cost', null, 0, false),
    count('judged_cost', null, 0, false),
  ],
  rate: [percent('rate', 5), percent('half_width', 2), percent('level', 95)],
  agreement: [
    { name: 'agreement', start: 0.6, min: 0, max: 1, step: 0.05, needed: true },
    { name: 'alpha_width', sent: 'half_width', start: 0.02, min: 0, max: 1, step: 0.01, needed: true },
    count('categories', 2, 2),
    count('labels_per_item', 2, 2),
    percent('level', 95),
  ],
  aql: [count('lot', 5000, 2), { name: 'aql', start: 1, min: 0.01, max: 100, step: 0.1, needed: true }],
  projection: [count('items', 50_000), count('batch_size', null, 1, false)],
};

export type Typed = Partial<Record<FieldName, number | null>>;

export const start_of = (what: What): Typed =>
  Object.fromEntries(forms[what].map((field) => [field.name, field.start]));

// The plan named aql takes its limit in percent as it is typed.
const is_share = (field: Field): boolean =>
  planning_words.fields[field.name].unit === '%' && field.name !== 'aql';

export function request_of(what: What, typed: Typed): Record<string, number> {
  const request: Record<string, number> = {};
  for (const field of forms[what]) {
    const value = typed[field.name];
    if (value === null || value === undefined) continue;
    request[field.sent ?? field.name] = is_share(field) ? Number((value / 100).toPrecision(12)) : value;
  }
  return request;
}

export const is_whole = (what: What, typed: Typed): boolean =>
  forms[what].every((field) => !field.needed || typeof typed[field.name] === 'number');
