import { grouped, plural } from './numbers.ts';

// Working time by days of the provider: "2 days 3 h", "45 min".
export function work_text(minutes: number, day_minutes: number): string {
  const days = day_minutes > 0 ? Math.floor(minutes / day_minutes) : 0;
  const rest = minutes - days * day_minutes;
  const hours = Math.floor(rest / 60);
  const parts = [
    days > 0 ? plural(days, 'day', 'days') : '',
    hours > 0 ? `${hours.toString()} h` : '',
    days === 0 && hours < 10 && rest % 60 > 0 ? `${(rest % 60).toString()} min` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

export const batch_words = {
  title: 'Which items are out, and when are they due?',
  lead: 'A batch is items that go out to one provider together. Its time runs in the provider’s working hours.',
  own_lead: 'Batches that were released to you. Their time runs in your organisation’s working hours.',
  list: 'Batches',
  states: {
    draft: 'draft',
    released: 'released',
    working: 'working',
    done: 'done',
    delivered: 'delivered',
    recalled: 'recalled',
  },
  priorities: ['1: first', '2', '3', '4', '5: last'],
  columns: {
    name: 'batch',
    provider: 'provider',
    state: 'state',
    submitted: 'submitted',
    late: 'late',
    due: 'due',
    priority: 'priority',
  },
  of: (done: number, all: number) => `${grouped(done)} of ${grouped(all)}`,
  never_due: 'not due at any time',
  due_after: (count: number, unit: 'hours' | 'days') =>
    `${plural(count, unit === 'days' ? 'working day' : 'working hour', unit === 'days' ? 'working days' : 'working hours')} after its release`,
  left: (text: string) => `${text} of working time left`,
  overdue: (text: string) => `overdue by ${text} of working time`,
  empty: {
    title: 'No batch is out',
    text: 'A batch names items and the provider that judges them.',
    step: 'Make one below.',
    own_text: 'The client releases batches to you; then you assign their items to your annotators.',
  },

  make: {
    title: 'Make a batch',
    help: 'It is a draft, and its provider sees nothing of it, until you release it.',
    name: 'Name',
    provider: 'Provider',
    priority: 'Priority',
    due: 'Due',
    due_kinds: {
      none: 'at no time',
      days: 'working days after release',
      hours: 'working hours after release',
      at: 'at a time',
    },
    count: 'How many',
    at: 'Time, on your clock',
    items: 'Items',
    items_help: 'The keys of the items, one a line.',
    act: 'Make the draft',
    none: 'No provider is engaged: engage one under',
    no_items: 'Name at least one item.',
    no_count: 'A whole number from 1 on.',
    no_time: 'A date and a time.',
    done: (name: string) => `“${name}” is a draft. Release it when it may go out.`,
  },

  one: {
    title: (name: string) => `What became of “${name}”?`,
    unknown: 'What became of the batch?',
    back: 'Batches',
    facts: {
      provider: 'Provider',
      state: 'State',
      priority: 'Priority',
      due: 'Due',
      released: 'Released',
      submitted: 'Items submitted',
      offered: 'Offered',
      returned: 'Returned',
      expired: 'Expired',
      revoked: 'Revoked',
      late: 'Late',
    },
    items: 'Who judges which item?',
    columns: { item: 'item', annotators: 'assigned to', actions: '' },
    nobody: 'nobody yet',
    more: (count: number) => `Of its items the first ${grouped(count)} are shown.`,
    late: 'late',
  },
  assignment_states: {
    offered: 'offered',
    submitted: 'submitted',
    returned: 'returned',
    expired: 'expired',
    revoked: 'revoked',
  },
  verbs: {
    release: {
      button: 'Release',
      title: (name: string) => `Release “${name}”?`,
      text: 'Its provider sees it from then on, its leads are told, and its time runs.',
      act: 'Release the batch',
    },
    recall: {
      button: 'Recall',
      title: (name: string) => `Recall “${name}”?`,
      text: 'What is offered is revoked, and nothing more is assigned. What was answered is kept. It cannot be taken back.',
      act: 'Recall the batch',
    },
    finish: {
      button: 'It is done',
      title: (name: string) => `Is “${name}” done?`,
      text: 'Nothing of it may be offered any more, and nothing more is assigned.',
      act: 'Say that it is done',
    },
    deliver: {
      button: 'Deliver',
      title: (name: string) => `Deliver “${name}”?`,
      text: 'The client sees that it is delivered. It cannot be taken back.',
      act: 'Deliver the batch',
    },
  },

  assign: {
    button: 'Assign items',
    title: (name: string) => `Who judges the items of “${name}”?`,
    text: 'Annotators are told, and see these items and their own labels alone.',
    act: 'Assign',
    how: 'How',
    hows: { evenly: 'evenly among annotators', list: 'as a list says' },
    annotators: 'Annotators',
    unnamed: (name: string) => `${name}: say first, under People, under which name their annotations come`,
    none: 'Your engagement has no annotator yet: bring them in under People.',
    per_item: 'Annotators an item',
    list: 'Item and annotator',
    list_help: 'CSV: the item’s key, a comma, the annotator’s e-mail address or name in annotations.',
    lease: 'Until',
    lease_help: 'On your clock. Nothing: until the batch is due.',
    nobody: 'Choose somebody.',
    wrong_line: (line: number) => `Line ${line.toString()} is not “item,annotator”.`,
    no_lines: 'Name at least one item and annotator.',
    done: (assigned: number, known: number) =>
      `${plural(assigned, 'item was', 'items were')} assigned.` +
      (known > 0 ? ` ${grouped(known)} had been assigned before.` : ''),
  },
  revoke: {
    button: 'Revoke',
    of: (item: string, name: string) => `Revoke ${item} from ${name}`,
    title: (item: string, name: string) => `Take ${item} back from ${name}?`,
    text: 'They see it no more. Assign it to somebody else afterwards.',
    reason: 'Why',
    act: 'Revoke',
  },
};

export const own_item_words = {
  title: 'What waits for your answer?',
  lead: 'Items that were assigned to you. What is due first stands first.',
  list: 'My items',
  columns: { item: 'item', batch: 'batch', until: 'until', state: 'state', submitted: 'answered' },
  no_end: 'no end',
  empty: { title: 'Nothing waits for you', text: 'Your lead assigns items; you are told when they do.' },
  ended: 'What you have answered or given back',
  ended_none: 'Nothing yet.',
  one: {
    title: (key: string) => `What is right for ${key}?`,
    unknown: 'What is right for this item?',
    back: 'My items',
    content: 'The item',
    answer: 'Your answer',
    answers: 'Your answers so far',
    question: 'question',
    label: 'label',
    time: 'when',
    skipped: 'skipped',
    no_answer: 'Answer this question.',
    unsure: 'I am not sure',
    submit: 'Submit',
    give_back: 'Give back',
    give_back_title: 'Give this item back?',
    give_back_text: 'You see it no more, and your lead assigns it to somebody else.',
    reason: 'Why',
    none_left: 'That was the last one that waits for you.',
  },
};
