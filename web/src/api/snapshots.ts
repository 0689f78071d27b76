import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import { job_keys } from './jobs.ts';
import type { NewSnapshot } from './types.ts';

export const snapshot_keys = {
  all: (project: string) => ['projects', project, 'snapshots'] as const,
  one: (id: string) => ['snapshots', id] as const,
  inspection: (id: string) => ['snapshots', id, 'inspection'] as const,
};

export const useSnapshots = (id: string) =>
  useQuery({
    queryKey: snapshot_keys.all(id),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/snapshots', { params: { path: { id }, query: { limit: 200 } } }),
      ),
  });

export const useSnapshot = (id: string) =>
  useQuery({
    queryKey: snapshot_keys.one(id),
    queryFn: () => answer(client.GET('/api/v1/snapshots/{id}', { params: { path: { id } } })),
  });

// A snapshot never changes: its document, nested by question as in the report, is read once.
export const useInspection = (id: string | null) =>
  useQuery({
    queryKey: snapshot_keys.inspection(id ?? ''),
    enabled: id !== null,
    staleTime: Infinity,
    queryFn: () =>
      answer(
        client.GET('/api/v1/snapshots/{id}/inspection', {
          params: { path: { id: id ?? '' }, query: { by: 'question' } },
        }),
      ),
  });

export function useTakeSnapshot(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSnapshot) =>
      answer(client.POST('/api/v1/projects/{id}/snapshots', { params: { path: { id: project } }, body })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
      return queries.invalidateQueries({ queryKey: snapshot_keys.all(project) });
    },
  });
}

export function useRepeatSnapshot() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(client.POST('/api/v1/snapshots/{id}/repeat', { params: { path: { id } } })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
    },
  });
}

export const report_address = (id: string): string =>
  `/api/v1/snapshots/${encodeURIComponent(id)}/report.html`;

export const useComparison = (project: string, before: string, after: string) =>
  useQuery({
    queryKey: ['projects', project, 'comparison', before, after],
    enabled: before !== '' && after !== '' && before !== after,
    staleTime: Infinity,
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/comparison', {
          params: { path: { id: project }, query: { before, after } },
        }),
      ),
  });
