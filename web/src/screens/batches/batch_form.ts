// What is typed about batches and assignments, read.

import type { NewAssignments, NewBatch } from '../../api/types.ts';
import { batch_words } from '../../words/batches.ts';

export type DueKind = keyof typeof batch_words.make.due_kinds;
export const due_kinds: DueKind[] = ['none', 'days', 'hours', 'at'];

export interface BatchDraft {
  engagement: string;
  name: string;
  priority: number;
  due: DueKind;
  count: string;
  at: string;
  items: string;
}

export const first_draft = (engagement: string): BatchDraft => ({
  engagement,
  name: '',
  priority: 3,
  due: 'days',
  count: '3',
  at: '',
  items: '',
});

export type Problems<Draft> = Partial<Record<keyof Draft, string>>;

const lines_of = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

// A time as its field has it, on the clock of who types it; nothing of what is none.
export function iso_of(local: string): string | null {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export function read_batch(draft: BatchDraft): { body: NewBatch; problems: Problems<BatchDraft> } {
  const said = batch_words.make;
  const problems: Problems<BatchDraft> = {};
  const items = lines_of(draft.items);
  if (items.length === 0) problems.items = said.no_items;
  const body: NewBatch = {
    engagement: draft.engagement,
    name: draft.name.trim(),
    items,
    priority: draft.priority,
  };
  if (draft.due === 'at') {
    const at = iso_of(draft.at);
    if (at === null) problems.at = said.no_time;
    body.due = { at };
  } else if (draft.due !== 'none') {
    const count = Number(draft.count);
    if (!Number.isInteger(count) || count < 1) problems.count = said.no_count;
    body.due = { work: { count, unit: draft.due } };
  }
  return { body, problems };
}

export interface AssignDraft {
  how: 'evenly' | 'list';
  annotators: string[];
  per_item: string;
  list: string;
  lease: string;
}

export const first_assign: AssignDraft = {
  how: 'evenly',
  annotators: [],
  per_item: '1',
  list: '',
  lease: '',
};

type Listed = NonNullable<NewAssignments['list']>;

// Cells of a line of CSV; a quote inside of quotes is written twice.
function cells_of(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let is_quoted = false;
  for (let at = 0; at < line.length; ++at) {
    const sign = line[at] ?? '';
    if (sign === '"' && is_quoted && line[at + 1] === '"') {
      cell += sign;
      ++at;
    } else if (sign === '"') {
      is_quoted = !is_quoted;
    } else if (sign === ',' && !is_quoted) {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += sign;
    }
  }
  return [...cells, cell.trim()];
}

// The lines under an optional header; or the number of the first that is none.
export function read_list(text: string): Listed | number {
  const listed: Listed = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [item = '', annotator = '', ...rest] = cells_of(line);
    if (listed.length === 0 && item === 'item' && annotator === 'annotator') continue;
    if (item === '' || annotator === '' || rest.length > 0) return at + 1;
    listed.push({ item, annotator });
  }
  return listed;
}

export function read_assign(draft: AssignDraft): {
  body: NewAssignments;
  problems: Problems<AssignDraft>;
} {
  const said = batch_words.assign;
  const problems: Problems<AssignDraft> = {};
  const lease_until = iso_of(draft.lease);
  if (draft.how === 'evenly') {
    const per_item = Number(draft.per_item);
    if (draft.annotators.length === 0) problems.annotators = said.nobody;
    if (!Number.isInteger(per_item) || per_item < 1) problems.per_item = batch_words.make.no_count;
    return { body: { annotators: draft.annotators, per_item, lease_until }, problems };
  }
  const list = read_list(draft.list);
  if (typeof list === 'number') return { body: {}, problems: { list: said.wrong_line(list) } };
  if (list.length === 0) problems.list = said.no_lines;
  return { body: { list, lease_until }, problems };
}
