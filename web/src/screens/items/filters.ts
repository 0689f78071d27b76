// The filters of the item list as they stand in the address.

import type { ItemQuery } from '../../api/types.ts';

const plain = [
  ...(['question', 'annotator', 'label', 'gold_label'] as const),
  ...(['batch', 'since', 'until', 'search'] as const),
];
export type PlainFilter = (typeof plain)[number];
const page_size = 50;

const prefix = 'attribute.';

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
  const attributes = attribute_filters(search);
  if (attributes.length > 0)
    query.attributes = Object.fromEntries(
      attributes.map(({ name, value }) => [name.slice(prefix.length), value]),
    );
  return query;
}

export const attribute_filters = (search: URLSearchParams): { name: string; value: string }[] =>
  [...search].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => ({ name, value }));

export const is_filtered = (search: URLSearchParams): boolean =>
  [...search.keys()].some((name) => name !== 'order' && name !== 'cursor' && name !== 'question');
