// Batches of a project, and who judges which of their items.

import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { NewAssignments, NewBatch } from './types.ts';

export const batch_keys = {
  all: (project: string) => ['projects', project, 'batches'],
  one: (project: string, batch: string) => ['projects', project, 'batches', batch],
  items: (project: string, batch: string) => ['projects', project, 'batch_items', batch],
};

const read_again = async (queries: QueryClient, project: string) => {
  await queries.invalidateQueries({ queryKey: batch_keys.all(project) });
  await queries.invalidateQueries({ queryKey: ['projects', project, 'batch_items'] });
};

export const useBatches = (project: string) =>
  useQuery({
    queryKey: batch_keys.all(project),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/batches', {
          params: { path: { id: project }, query: { limit: 1000 } },
        }),
      ),
  });

export const useBatch = (project: string, batch: string) =>
  useQuery({
    queryKey: batch_keys.one(project, batch),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/batches/{batch}', { params: { path: { id: project, batch } } }),
      ),
  });

export const useBatchItems = (project: string, batch: string) =>
  useQuery({
    queryKey: batch_keys.items(project, batch),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/batches/{batch}/items', {
          params: { path: { id: project, batch }, query: { limit: 1000 } },
        }),
      ),
  });

export const useOwnAnnotators = (project: string) =>
  useQuery({
    queryKey: ['projects', project, 'own_annotators'],
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/annotators', { params: { path: { id: project } } })),
  });

export function useMakeBatch(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewBatch) =>
      answer(client.POST('/api/v1/projects/{id}/batches', { params: { path: { id: project } }, body })),
    onSuccess: () => read_again(queries, project),
  });
}

export type BatchVerb = 'release' | 'finish' | 'deliver' | 'recall';

function changed(verb: BatchVerb, id: string, batch: string) {
  const asked = { params: { path: { id, batch } } };
  switch (verb) {
    case 'release':
      return answer(client.POST('/api/v1/projects/{id}/batches/{batch}/release', asked));
    case 'finish':
      return answer(client.POST('/api/v1/projects/{id}/batches/{batch}/finish', asked));
    case 'deliver':
      return answer(client.POST('/api/v1/projects/{id}/batches/{batch}/deliver', asked));
    case 'recall':
      return answer(client.POST('/api/v1/projects/{id}/batches/{batch}/recall', asked));
  }
}

export function useChangeBatch(project: string, batch: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: BatchVerb) => changed(verb, project, batch),
    onSuccess: () => read_again(queries, project),
  });
}

export function useAssign(project: string, batch: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAssignments) =>
      answer(
        client.POST('/api/v1/projects/{id}/batches/{batch}/assignments', {
          params: { path: { id: project, batch } },
          body,
        }),
      ),
    onSuccess: () => read_again(queries, project),
  });
}

export function useRevoke(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ assignment, reason }: { assignment: string; reason: string }) =>
      answer(
        client.POST('/api/v1/projects/{id}/assignments/{assignment}/revoke', {
          params: { path: { id: project, assignment } },
          body: { reason },
        }),
      ),
    onSuccess: () => read_again(queries, project),
  });
}
