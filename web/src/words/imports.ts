import { grouped, plural } from './numbers.ts';

export const import_words = {
  title: 'What came in, and from where?',
  lead: 'Every file is kept as received, with its hash. Nothing is overwritten: bringing a file in again adds what is new and says what was there.',
  new: 'Bring in a file',
  empty: {
    title: 'No file yet',
    text: 'Begin with the items if you have attributes of them, then the annotations, then gold. Any format the instrument reads will do.',
  },
  list: 'Imports',
  columns: {
    file: 'file',
    kind: 'what',
    format: 'format',
    rows: 'rows',
    added: 'new',
    known: 'known',
    refused: 'refused',
    state: 'state',
    at: 'when',
    by: 'by',
    sha256: 'SHA-256',
  },
  kinds: {
    items: { title: 'Items', text: 'what is judged, with its attributes' },
    annotations: { title: 'Annotations', text: 'who said what about which item' },
    gold: { title: 'Gold', text: 'trusted labels' },
  },
  kind_names: {
    items: 'Items',
    annotations: 'Annotations',
    gold: 'Gold',
    webhook: 'Webhook',
    api: 'Program',
  },

  wizard_title: 'What does the file say?',
  steps: { file: 'File', mapping: 'Meaning', run: 'Bring in' },
  kind: 'What is in the file?',
  file: 'File',
  choose: 'Choose a file',
  chosen: (name: string, size: string) => `${name}, ${size}`,
  drop: 'or drop it here',
  formats:
    'CSV, TSV, JSON, JSONL, XML or ZIP: exports of Label Studio, CVAT, COCO, doccano, Prodigy, Labelbox and plain tables.',
  upload: 'Send the file',
  uploading: (share: string) => `Sending: ${share}`,
  stop: 'Stop',

  read_as: (format: string, rows: number) => `Read as ${format}: ${plural(rows, 'row', 'rows')}.`,
  unclear: (format: string) => `Read as ${format}, but what its columns mean is not clear yet.`,
  counts: (fresh: number, known: number) =>
    known === 0
      ? `All ${grouped(fresh)} are new.`
      : `${grouped(fresh)} new, ${grouped(known)} already here.`,
  mapping: 'What does each column mean?',
  column: 'column',
  examples: 'for example',
  role: 'means',
  role_of: (column: string) => `What ${column} means`,
  roles: {
    '': 'not used',
    item: 'item',
    content: 'content',
    question: 'question',
    annotator: 'annotator',
    label: 'label',
    time: 'time',
    duration: 'duration',
    duration_s: 'duration, in seconds',
    guideline_version: 'guideline version',
    batch: 'batch',
    provider: 'provider',
    confidence: 'confidence',
    flag: 'flag',
    ...{
      skipped: 'skipped: yes or no',
      anchored: 'saw a proposal: yes or no',
      reviewed: 'reviewed: yes or no',
    },
    comment: 'comment',
    state: 'state',
    text: 'text of the item',
    source: 'source of the gold',
    attribute: 'attribute of the item',
    attributes: 'attributes of the item',
    ...{ prompt: 'prompt', a: 'answer A', b: 'answer B', kind: 'kind of item' },
    ...{ sha256: 'SHA-256 of the file', bytes: 'size of the file' },
  } as Record<string, string>,
  item_kind: 'What is one item?',
  item_kind_found: 'Found from the names of the columns and their first cells.',
  item_kind_anew: 'Find it from the file again',
  item_kinds_differ:
    'The rows are of several kinds: the file says for each row which. Choose one to read them all alike.',
  item_kinds: {
    text: {
      title: 'A text',
      text: 'One column is read by the annotator: a sentence, a review, a document.',
    },
    record: {
      title: 'A record',
      text: 'The fields of the row, side by side: an order, a form, a patient’s values.',
    },
    conversation: {
      title: 'A conversation',
      text: 'One column holds the turns, as JSON: who spoke and what was said.',
    },
    comparison: {
      title: 'Two answers',
      text: 'Two columns stand side by side and are compared, with the prompt they answer if there is one.',
    },
    image: {
      title: 'An image',
      text: 'One column names the image: a file of the folder or the archive, or an address.',
    },
  },
  annotator_source: 'Who annotated?',
  sources: {
    column: 'A column says it',
    file_name: 'One person: the file bears the name',
    fixed: 'One person, named here',
  },
  annotator_name: 'Name of the annotator',
  rows: 'The first rows as they will be read',
  warnings: 'Take care',
  problems: (count: number) => plural(count, 'row will be refused', 'rows will be refused'),
  problem_row: 'row',
  problem_column: 'column',
  problem_field: 'field',
  problem: 'problem',
  preview_again: 'Read again with these meanings',
  no_problems: 'No problem was found.',

  dry_run: 'Try without keeping anything',
  run: 'Bring in',
  dry_run_done: 'Tried: nothing was kept.',
  result: (added: number, known: number, refused: number) =>
    `${grouped(added)} new, ${grouped(known)} already here, ${grouped(refused)} refused.`,
  read: (rows: number) => `${grouped(rows)} rows can be read.`,
  done: 'The file is in.',
  to_overview: 'See the quality',
  another: 'Bring in another file',
  cancelled: 'Cancelled. What had been added before stays, and is listed.',
};

export const size_text = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    ++unit;
  }
  return `${amount.toFixed(unit === 0 || amount >= 100 ? 0 : 1)} ${units[unit] ?? ''}`;
};
