// The items that are assigned to whoever asks.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
    onSuccess: () => queries.invalidateQueries({ queryKey: own_key(project) }),
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
    // Its item is shown no more: it is not read again while its page is still there.
    onSuccess: async () => {
      for (const state of ['offered', 'ended'])
        await queries.invalidateQueries({ queryKey: [...own_key(project), state] });
    },
  });
}
