import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { ItemQuery } from './types.ts';

const page_of = (id: string, body: ItemQuery) =>
  answer(client.POST('/api/v1/projects/{id}/items/search', { params: { path: { id } }, body }));

// A search reads a bounded number of items for a page, so that nobody waits for it: it goes on by itself for
// so many pages while nothing is found.
const pages_max = 25;

async function found_page(id: string, query: ItemQuery) {
  let page = await page_of(id, query);
  for (let more = 1; more < pages_max && page.items.length === 0 && page.next !== null; ++more)
    page = await page_of(id, { ...query, cursor: page.next });
  return page;
}

export const useItems = (id: string, query: ItemQuery) =>
  useQuery({
    queryKey: ['projects', id, 'items', query],
    placeholderData: keepPreviousData,
    queryFn: () => found_page(id, query),
  });

export const useItem = (id: string, item: string) =>
  useQuery({
    queryKey: ['projects', id, 'item', item],
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/items/{item}', { params: { path: { id, item } } })),
  });

export type ExportedNoun = 'annotations' | 'gold' | 'items' | 'consensus';

export const export_address = (id: string, what: ExportedNoun, format: 'csv' | 'jsonl'): string =>
  `/api/v1/projects/${encodeURIComponent(id)}/export?what=${what}&format=${format}`;
