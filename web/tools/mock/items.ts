import type * as t from '../../src/api/types.ts';
import type { HeldAnnotation, HeldItem, HeldProject } from './state.ts';

const by_item = (held: HeldProject): Map<string, HeldAnnotation[]> => {
  const found = new Map<string, HeldAnnotation[]>();
  for (const row of held.annotations) found.set(row.item, [...(found.get(row.item) ?? []), row]);
  return found;
};

function counts_of(rows: HeldAnnotation[]): Record<string, Record<string, number>> {
  const answers: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    const counts = (answers[row.question] ??= {});
    counts[row.label] = (counts[row.label] ?? 0) + 1;
  }
  return answers;
}

// The share of pairs of annotations that differ.
function disagreement_of(answers: Record<string, Record<string, number>>): number | null {
  let pairs = 0;
  let same = 0;
  for (const counts of Object.values(answers)) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    pairs += (all * (all - 1)) / 2;
    for (const count of Object.values(counts)) same += (count * (count - 1)) / 2;
  }
  return pairs === 0 ? null : 1 - same / pairs;
}

function excerpt_of(item: HeldItem): string {
  if (typeof item.content === 'string') return item.content.slice(0, 160);
  if (item.kind === 'image') return '';
  return Object.entries(item.content as Record<string, unknown>)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
    .slice(0, 160);
}

function row_of(held: HeldProject, item: HeldItem, annotations: HeldAnnotation[]): t.ItemRow {
  const answers = counts_of(annotations);
  const gold = held.gold.filter((row) => row.item === item.key);
  return {
    ...{ id: item.key, key: item.key, kind: item.kind, excerpt: excerpt_of(item), answers },
    ...{ attributes: item.attributes, disagreement: disagreement_of(answers) },
    gold: Object.fromEntries(gold.map((row) => [row.question, row.label])),
  };
}

function fits(row: t.ItemRow, annotations: HeldAnnotation[], query: URLSearchParams): boolean {
  const wanted = (name: string) => query.get(name);
  const of_question = annotations.filter((each) => (wanted('question') ?? each.question) === each.question);
  const answer = of_question.some(
    (each) =>
      (wanted('annotator') ?? each.annotator) === each.annotator &&
      (wanted('label') ?? each.label) === each.label,
  );
  if ((query.has('annotator') || query.has('label')) && !answer) return false;
  if (query.has('gold_label') && !Object.values(row.gold).includes(wanted('gold_label') ?? ''))
    return false;
  if (wanted('disagreement') === 'yes' && !(row.disagreement !== null && row.disagreement > 0))
    return false;
  if (wanted('disagreement') === 'no' && row.disagreement !== 0) return false;
  const search = wanted('search')?.toLowerCase();
  if (search && !`${row.key} ${row.excerpt}`.toLowerCase().includes(search)) return false;
  return [...query.entries()].every(
    ([name, value]) => !name.startsWith('attribute.') || row.attributes[name.slice(10)] === value,
  );
}

export function item_page(held: HeldProject, query: URLSearchParams): t.Page<t.ItemRow> {
  const grouped = by_item(held);
  const gold = new Map(held.gold.map((row) => [row.item, row.label]));
  let rows = [...held.items.values()]
    .filter((item) => !query.has('gold_label') || gold.has(item.key))
    .map((item) => row_of(held, item, grouped.get(item.key) ?? []))
    .filter((row) => fits(row, grouped.get(row.key) ?? [], query));
  const errors = (row: t.ItemRow) =>
    gold.has(row.key)
      ? (grouped.get(row.key) ?? []).filter((each) => each.label !== gold.get(row.key)).length
      : -1;
  if (query.get('order') === 'disagreement')
    rows.sort((a, b) => (b.disagreement ?? -1) - (a.disagreement ?? -1));
  if (query.get('order') === 'errors') rows.sort((a, b) => errors(b) - errors(a));
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const more = rows.length > from + limit;
  rows = rows.slice(from, from + limit);
  return { items: rows, next: more ? (from + limit).toString() : null };
}

export function item_detail(held: HeldProject, key: string): t.ItemDetail | null {
  const item = held.items.get(key);
  if (!item) return null;
  const rows = held.annotations.filter((row) => row.item === key);
  return {
    ...row_of(held, item, rows),
    content: item.content,
    image_url: item.image ?? null,
    annotations: rows.map((row) => ({
      ...{ sequence: row.sequence, question: row.question, annotator: row.annotator, label: row.label },
      submitted_at: row.time || null,
      active_ms: row.duration_s ? 1000 * Number(row.duration_s) : null,
      ...{ confidence: null, flag: null, guideline_version: row.guideline_version || null },
      ...{
        batch: row.batch || null,
        provider: null,
        origin: 'manual',
        admission: 'admitted',
        reason: null,
      },
      ...{ in_force: true, regions: row.regions },
    })),
    gold_labels: held.gold
      .filter((row) => row.item === key)
      .map((row) => ({
        ...{ question: row.question, label: row.label, source: row.source },
        ...{ expert_count: 1, created_at: held.project.created_at },
      })),
  };
}
