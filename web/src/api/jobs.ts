import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Job } from './types.ts';

export const job_keys = {
  all: ['jobs'] as const,
  of: (project: string) => ['jobs', 'of', project] as const,
  one: (id: string) => ['jobs', 'one', id] as const,
};

export const is_over = (job: Job): boolean =>
  job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

const poll_ms = 2000;

// Events tell of progress; asking again now and then covers a stream that broke.
export const useJob = (id: string | null) =>
  useQuery({
    queryKey: job_keys.one(id ?? ''),
    enabled: id !== null,
    queryFn: () => answer(client.GET('/api/v1/jobs/{id}', { params: { path: { id: id ?? '' } } })),
    refetchInterval: (query) => (query.state.data && is_over(query.state.data) ? false : poll_ms),
  });

export const useJobs = (project: string) =>
  useQuery({
    queryKey: job_keys.of(project),
    queryFn: () => answer(client.GET('/api/v1/jobs', { params: { query: { project, limit: 50 } } })),
  });

export function useCancelJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(client.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } }, body: {} })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
    },
  });
}
