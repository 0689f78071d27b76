import { createHash, randomUUID } from 'node:crypto';
import type * as t from '../../src/api/types.ts';
import { read_csv } from './csv.ts';
import type { HeldProject, HeldUpload, State } from './state.ts';

const roles: Record<string, string> = {
  ...{
    item: 'item',
    item_id: 'item',
    id: 'item',
    annotator: 'annotator',
    label: 'label',
    question: 'question',
  },
  ...{ time: 'time', duration_s: 'duration_s', guideline_version: 'guideline_version', batch: 'batch' },
  ...{ text: 'text', source: 'source' },
};
const text_of = (upload: HeldUpload) =>
  Buffer.concat([...upload.parts.entries()].sort(([a], [b]) => a - b).map(([, part]) => part));

type Row = Record<string, string>;

interface Table {
  columns: { name: string; role: string; examples: string[] }[];
  rows: Row[];
  attributes: Row[];
  problems: t.ImportProblem[];
}

function read_table(upload: HeldUpload, mapping: Record<string, string> = {}): Table {
  const [header = [], ...lines] = read_csv(text_of(upload).toString('utf8'));
  const named = new Map(Object.entries(mapping).map(([role, column]) => [column, role]));
  const role_of = (name: string) => named.get(name) ?? roles[name.toLowerCase()] ?? 'attribute';
  const problems: t.ImportProblem[] = [];
  const rows: Row[] = [];
  const attributes: Row[] = [];
  lines.forEach((line, at) => {
    if (line.length !== header.length) {
      const message = `${line.length.toString()} fields where the header has ${header.length.toString()}`;
      problems.push({ row: at + 2, column: null, field: null, message });
      return;
    }
    const cells = header.map((name, column) => [name, line[column] ?? ''] as const);
    const known = cells.filter(([name]) => role_of(name) !== 'attribute');
    rows.push(Object.fromEntries(known.map(([name, cell]) => [role_of(name), cell])));
    attributes.push(Object.fromEntries(cells.filter(([name]) => role_of(name) === 'attribute')));
  });
  const columns = header.map((name, column) => ({
    ...{ name, role: role_of(name) },
    examples: lines.slice(0, 3).map((line) => line[column] ?? ''),
  }));
  return { columns, rows, attributes, problems };
}

const annotation_key = (row: Row) =>
  [row.item, row.question ?? '', row.annotator, row.label, row.time].join('\t');

function known_keys(held: HeldProject, kind: t.ImportKind): Set<string> {
  if (kind === 'items') return new Set(held.items.keys());
  if (kind === 'gold') return new Set(held.gold.map((row) => row.item));
  return new Set(held.annotations.map((row) => annotation_key(row as unknown as Row)));
}

function sorted_out(held: HeldProject, request: t.ImportRequest, upload: HeldUpload) {
  const table = read_table(upload, request.mapping);
  const source = request.annotator_source;
  if (source && source.kind !== 'column') {
    const name = source.kind === 'fixed' ? (source.value ?? '') : upload.name.replace(/\.\w+$/, '');
    for (const row of table.rows) row.annotator = name;
  }
  // A file that names no question means the only one.
  const [only, second] = held.schema.questions;
  if (only && !second && request.kind !== 'items') for (const row of table.rows) row.question ||= only.name;
  const known = known_keys(held, request.kind);
  const fresh = new Set<number>();
  table.rows.forEach((row, at) => {
    const key = request.kind === 'annotations' ? annotation_key(row) : (row.item ?? '');
    if (!known.has(key)) fresh.add(at);
    known.add(key);
  });
  return { ...table, fresh };
}

export function preview(held: HeldProject, request: t.ImportRequest, upload: HeldUpload): t.ImportPreview {
  const { columns, rows, problems, fresh } = sorted_out(held, request, upload);
  const needed = { items: ['item'], annotations: ['item', 'annotator', 'label'], gold: ['item', 'label'] };
  const given = request.annotator_source && request.annotator_source.kind !== 'column' ? ['annotator'] : [];
  const missing = needed[request.kind].filter(
    (role) => !given.includes(role) && !columns.some((column) => column.role === role),
  );
  const warnings = missing.map((role) => `No column is read as ${role}: choose one.`);
  return {
    ...{
      format: 'csv',
      columns,
      rows: rows.slice(0, 8),
      row_count: rows.length,
      problems,
      warnings,
      notes: [],
    },
    ...{ new_count: fresh.size, known_count: rows.length - fresh.size },
  };
}

const optional = (row: Row, name: string) => row[name] ?? '';

function add(held: HeldProject, kind: t.ImportKind, row: Row, attributes: Row) {
  const item = row.item ?? '';
  const question = row.question ?? '';
  if (kind === 'items') {
    const content = row.text ?? attributes;
    held.items.set(item, { key: item, kind: row.text ? 'text' : 'record', content, attributes });
  } else if (kind === 'gold') {
    held.gold.push({
      item,
      question,
      label: row.label ?? '',
      source: row.source ?? 'expert',
    });
  } else {
    if (!held.items.has(item))
      held.items.set(item, { key: item, kind: 'record', content: {}, attributes: {} });
    held.annotations.push({
      ...{ sequence: held.annotations.length + 1, item, question, regions: [] },
      ...{ annotator: row.annotator ?? '', label: row.label ?? '', time: optional(row, 'time') },
      ...{ duration_s: optional(row, 'duration_s'), batch: optional(row, 'batch') },
      guideline_version: optional(row, 'guideline_version'),
    });
  }
}

export function run_import(
  state: State,
  held: HeldProject,
  request: t.ImportRequest & { dry_run: boolean },
  upload: HeldUpload,
): t.Job {
  const { rows, attributes, problems, fresh } = sorted_out(held, request, upload);
  const counts = {
    rows: rows.length,
    added: fresh.size,
    known: rows.length - fresh.size,
    refused: problems.length,
  };
  const done: t.Import = {
    ...{ id: randomUUID().slice(0, 8), kind: request.kind, file_name: upload.name, format: 'csv' },
    ...{ state: 'running', ...counts, problems, created_at: new Date().toISOString() },
    file_sha256: createHash('sha256').update(text_of(upload)).digest('hex'),
    created_by: state.user ? { id: state.user.id, name: state.user.name } : null,
  };
  if (!request.dry_run) held.imports.unshift(done);
  return state.start(request.dry_run ? 'import_dry_run' : 'import', held.project.id, () => {
    if (!request.dry_run) {
      for (const at of fresh) add(held, request.kind, rows[at] ?? {}, attributes[at] ?? {});
      state.count(held);
      done.state = 'done';
      state.record('import', request.kind, done.id, held.project.id, fresh.size);
    }
    return Promise.resolve({ import: done.id, ...counts });
  });
}
