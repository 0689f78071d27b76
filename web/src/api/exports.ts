// Files of what a project holds, made by jobs of the kind export and kept for a week.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { answer, client } from './client.ts';
import type { ExportedNoun } from './items.ts';
import { is_over, job_keys } from './jobs.ts';
import type { Job } from './types.ts';

export interface ExportChoice {
  what: ExportedNoun;
  format: 'csv' | 'jsonl';
}

const made = z.looseObject({
  file: z.string(),
  rows: z.number(),
  bytes: z.number(),
  log_position: z.number(),
  sha256: z.string(),
});

// What a job has made: null until it is done. What a job has to say is open in the contract, so it is checked.
export function made_by(job: Job): z.infer<typeof made> | null {
  if (job.state !== 'done') return null;
  const read = made.safeParse(job.result);
  return read.success ? read.data : null;
}

const kept_ms = 7 * 24 * 3_600_000;

// Whether the server still has the file: nothing leads to one that is gone.
export const is_kept = (job: Job, now: number): boolean =>
  job.finished_at !== null && now - Date.parse(job.finished_at) < kept_ms;

export const exports_of = (jobs: Job[]) => {
  const all = jobs.filter((job) => job.kind === 'export');
  return { under_way: all.filter((job) => !is_over(job)), ended: all.filter(is_over) };
};

const jobs_max = 200;

// Of the newest jobs of a project. The key begins like that of all its jobs: what makes those stale does so here.
export const useExports = (project: string) =>
  useQuery({
    queryKey: [...job_keys.of(project), 'exports'],
    queryFn: async () => {
      const query = { project, limit: jobs_max };
      return exports_of((await answer(client.GET('/api/v1/jobs', { params: { query } }))).items);
    },
  });

export function useStartExport(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ExportChoice) =>
      answer(client.POST('/api/v1/projects/{id}/exports', { params: { path: { id: project } }, body })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
      return queries.invalidateQueries({ queryKey: job_keys.of(project) });
    },
  });
}

export const exported_file_address = (project: string, job: string): string =>
  `/api/v1/projects/${encodeURIComponent(project)}/exports/${encodeURIComponent(job)}/file`;
