// The one event stream of this tab. What it tells is outside data: it is checked, and what it names is read
// again.

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { approvals_key } from './approvals.ts';
import { batch_keys } from './batches.ts';
import { is_over, job_keys, read_lists_again } from './jobs.ts';
import { message_keys } from './messages.ts';
import { project_keys } from './projects.ts';
import type { Job } from './types.ts';

const told = z.looseObject({
  project: z.optional(z.nullable(z.string())),
  log_position: z.optional(z.nullable(z.number())),
  job: z.optional(z.nullable(z.union([z.string(), z.looseObject({ id: z.string(), state: z.string() })]))),
});

type Told = z.infer<typeof told>;

// Many events in a short time are one reading.
const gather_ms = 1000;

// A job that somebody watches is read again, or taken as told; of one that nobody watches only its results are.
function follow_job(queries: QueryClient, { job, project }: Told) {
  if (!job) return;
  const id = typeof job === 'string' ? job : job.id;
  const known = queries.getQueryData<Job>(job_keys.one(id));
  if (typeof job === 'string') {
    if (known) void queries.invalidateQueries({ queryKey: job_keys.one(id) });
    else read_lists_again(queries, project ?? null);
    return;
  }
  const now = { ...known, ...job } as Job;
  if (known) queries.setQueryData(job_keys.one(id), now);
  if (is_over(now)) read_lists_again(queries, project ?? null);
}

export type Stream = 'connecting' | 'live' | 'broken';

export function useEventStream(): Stream {
  const queries = useQueryClient();
  const [stream, set_stream] = useState<Stream>('connecting');
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const project of changed) {
        void queries.invalidateQueries({ queryKey: project_keys.one(project), exact: true });
        void queries.invalidateQueries({ queryKey: project_keys.overview(project) });
        void queries.invalidateQueries({ queryKey: ['projects', project, 'items'] });
        void queries.invalidateQueries({ queryKey: batch_keys.all(project) });
      }
      changed.clear();
      void queries.invalidateQueries({ queryKey: project_keys.all, exact: true });
      void queries.invalidateQueries({ queryKey: ['audit', 'head'] });
    };
    const hear = (event: MessageEvent<string>) => {
      const read = told.safeParse(JSON.parse(event.data));
      if (!read.success) return;
      if (event.type === 'job') follow_job(queries, read.data);
      if (read.data.project) changed.add(read.data.project);
      timer ??= setTimeout(flush, gather_ms);
    };
    for (const kind of ['job', 'project', 'log']) source.addEventListener(kind, hear);
    source.addEventListener('message', () => {
      void queries.invalidateQueries({ queryKey: message_keys.all });
      // What somebody asked for, or agreed to, comes as a message.
      void queries.invalidateQueries({ queryKey: approvals_key });
    });
    source.onopen = () => {
      set_stream('live');
    };
    source.onerror = () => {
      set_stream('broken');
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
  return stream;
}
