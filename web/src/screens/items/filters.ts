// The filters of the item list as they stand in the address.

import type { ItemQuery } from '../../api/types.ts';

const plain = [
  ...(['question', 'annotator', 'label', 'gold_label'] as const),
  ...(['batch', 'since', 'until', 'search'] as const),
];
export type PlainFilter = (typeof plain)[number];
const page_size = 50;

const is_attribute = (name: string): name is `attribute.${string}` => name.startsWith('attribute.');

export function query_of(search: URLSearchParams): ItemQuery {
  const query: ItemQuery = { limit: page_size };
  for (const name of plain) {
    const value = search.get(name);
    if (value) query[name] = value;
  }
  const disagreement = search.get('disagreement');
  if (disagreement === 'yes' || disagreement === 'no') query.disagreement = disagreement;
  const order = search.get('order');
  if (order === 'key' || order === 'disagreement' || order === 'errors') query.order = order;
  const cursor = search.get('cursor');
  if (cursor) query.cursor = cursor;
  for (const [name, value] of search) if (is_attribute(name)) query[name] = value;
  return query;
}

export const attribute_filters = (search: URLSearchParams): { name: string; value: string }[] =>
  [...search].filter(([name]) => is_attribute(name)).map(([name, value]) => ({ name, value }));

export const is_filtered = (search: URLSearchParams): boolean =>
  [...search.keys()].some((name) => name !== 'order' && name !== 'cursor' && name !== 'question');
