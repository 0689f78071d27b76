import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Job } from './types.ts';

export const job_keys = {
  all: ['jobs'] as const,
  of: (project: string) => ['jobs', 'of', project] as const,
  one: (id: string) => ['jobs', 'one', id] as const,
};

export const is_over = (job: Job): boolean =>
  job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

// What a finished job has changed is read again.
export function read_lists_again(queries: QueryClient, project: string | null) {
  if (project === null) return;
  for (const noun of ['snapshots', 'imports'])
    void queries.invalidateQueries({ queryKey: ['projects', project, noun] });
  void queries.invalidateQueries({ queryKey: job_keys.of(project) });
}

async function read_job(queries: QueryClient, id: string): Promise<Job> {
  const job = await answer(client.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
  if (is_over(job)) read_lists_again(queries, job.project);
  return job;
}

const poll_ms = 2000;

// Events tell of progress; asking again now and then covers a stream that broke.
export function useJob(id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: job_keys.one(id ?? ''),
    enabled: id !== null,
    queryFn: () => read_job(queries, id ?? ''),
    refetchInterval: (query) => (query.state.data && is_over(query.state.data) ? false : poll_ms),
  });
}

export const useJobs = (project: string) =>
  useQuery({
    queryKey: job_keys.of(project),
    queryFn: () => answer(client.GET('/api/v1/jobs', { params: { query: { project, limit: 50 } } })),
  });

export function useCancelJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(client.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
    },
  });
}
