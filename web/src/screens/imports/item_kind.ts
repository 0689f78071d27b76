// What the items of a file are: found by the server from the columns, or told by the person who brings them in.

import type { ImportPreview, ImportRequest } from '../../api/types.ts';

export type ItemKind = Exclude<NonNullable<ImportRequest['item_kind']>, ''>;

export const item_kinds: readonly ItemKind[] = ['text', 'record', 'conversation', 'comparison', 'image'];

// The kind of all the rows shown; null where they differ, or where there are none.
export function kind_found(rows: ImportPreview['rows']): ItemKind | null {
  const found = new Set(rows.map((row) => row.kind));
  return found.size === 1 ? (item_kinds.find((kind) => found.has(kind)) ?? null) : null;
}

export const kind_chosen = (request: ImportRequest, rows: ImportPreview['rows']): ItemKind | null =>
  request.item_kind || kind_found(rows);

// Which columns hold the content depends on the kind: what was said of them before holds no longer.
const roles_of_content = ['content', 'prompt', 'a', 'b', 'kind'];

export function with_kind(request: ImportRequest, kind: ItemKind | null): ImportRequest {
  const changed = { ...request };
  delete changed.mapping;
  delete changed.item_kind;
  const kept = Object.entries(request.mapping ?? {}).filter(([role]) => !roles_of_content.includes(role));
  if (kept.length > 0) changed.mapping = Object.fromEntries(kept);
  if (kind) changed.item_kind = kind;
  return changed;
}
