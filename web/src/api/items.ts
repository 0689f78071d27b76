import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { ItemQuery } from './types.ts';

export const useItems = (id: string, query: ItemQuery) =>
  useQuery({
    queryKey: ['projects', id, 'items', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/items', { params: { path: { id }, query } })),
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
