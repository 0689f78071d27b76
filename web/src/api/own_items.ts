// The items that are assigned to whoever asks.

import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Submission } from './types.ts';

const own_key = (project: string) => ['projects', project, 'own_items'];

export const useOwnItems = (project: string, state: 'offered' | 'ended') =>
  useQuery({
    queryKey: [...own_key(project), state],
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/own_items', {
          params: { path: { id: project }, query: { state, limit: 1000 } },
        }),
      ),
  });

export const useOwnItem = (project: string, assignment: string) =>
  useQuery({
    queryKey: [...own_key(project), 'one', assignment],
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/own_items/{assignment}', {
          params: { path: { id: project, assignment } },
        }),
      ),
  });

// The lists are read again before a page is told that its answer was taken. Its own item is not: it is shown
// otherwise once it is answered, and the form that waits to go on to the next one would be gone.
async function item_left(queries: QueryClient, project: string, assignment: string) {
  const key = own_key(project);
  await queries.invalidateQueries({ queryKey: [...key, 'one', assignment], refetchType: 'none' });
  for (const state of ['offered', 'ended']) await queries.invalidateQueries({ queryKey: [...key, state] });
}

export function useSubmit(project: string, assignment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Submission) =>
      answer(
        client.POST('/api/v1/projects/{id}/own_items/{assignment}/submit', {
          params: { path: { id: project, assignment } },
          body,
        }),
      ),
    onSuccess: () => item_left(queries, project, assignment),
  });
}

export function useReturn(project: string, assignment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(
        client.POST('/api/v1/projects/{id}/own_items/{assignment}/return', {
          params: { path: { id: project, assignment } },
          body: { reason },
        }),
      ),
    onSuccess: () => item_left(queries, project, assignment),
  });
}
