// What the mock holds in memory.

import { randomUUID } from 'node:crypto';
import type * as t from '../../src/api/types.ts';
import { Log } from './log.ts';

export interface HeldAnnotation {
  sequence: number;
  item: string;
  question: string;
  annotator: string;
  label: string;
  time: string;
  duration_s: string;
  guideline_version: string;
  batch: string;
  regions: t.Region[];
}

export interface HeldItem {
  key: string;
  kind: t.ItemRow['kind'];
  content: unknown;
  attributes: Record<string, string>;
  image?: string;
}

export interface HeldUpload {
  id: string;
  name: string;
  project: string;
  parts: Map<number, Buffer>;
}

export interface HeldProject {
  project: t.Project;
  schema: t.Schema;
  items: Map<string, HeldItem>;
  annotations: HeldAnnotation[];
  gold: { item: string; question: string; label: string; source: string }[];
  imports: t.Import[];
  snapshots: t.Snapshot[];
}

export interface HeldSnapshot {
  snapshot: t.Snapshot;
  document: string;
  report: string;
}

export class State {
  readonly setup_token = 'mock-setup';
  user: (t.Session['user'] & { password: string }) | null = null;
  readonly sessions = new Map<string, string>();
  readonly projects = new Map<string, HeldProject>();
  readonly uploads = new Map<string, HeldUpload>();
  readonly snapshots = new Map<string, HeldSnapshot>();
  readonly jobs = new Map<string, t.Job>();
  readonly tokens: t.Token[] = [];
  readonly images = new Map<string, Buffer>();
  readonly log = new Log();
  private readonly listeners = new Set<(text: string) => void>();

  listen(listener: (text: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: 'job' | 'project' | 'log', data: unknown) {
    for (const listener of this.listeners) listener(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  record(verb: string, object_kind: string, object: string, project: string | null, rows = 0) {
    this.log.add({
      user: this.user ? { id: this.user.id, name: this.user.name } : null,
      verb,
      object_kind,
      object,
      reason: null,
      rows: rows > 0 ? { count: rows, root: '0'.repeat(64) } : null,
    });
    const held = project === null ? undefined : this.projects.get(project);
    if (held) held.project.log_position = this.log.events.length;
    this.tell('log', { project, log_position: this.log.events.length });
  }

  create(body: t.NewProject): HeldProject {
    const id = (this.projects.size + 1).toString();
    const now = new Date().toISOString();
    const held: HeldProject = {
      project: {
        ...{ id, name: body.name, description: body.description, data_class: body.data_class },
        ...{ kind: 'inspection', state: 'open', created_at: now, etag: '"1"', log_position: 0 },
        ...{ item_count: 0, annotation_count: 0, annotator_count: 0, gold_count: 0 },
      },
      schema: {
        version: 1,
        questions: body.questions,
        versions: [{ version: 1, created_at: now, mapping: [] }],
      },
      items: new Map(),
      annotations: [],
      gold: [],
      imports: [],
      snapshots: [],
    };
    this.projects.set(id, held);
    this.record('create_project', 'project', id, id);
    return held;
  }

  count(held: HeldProject) {
    held.project.item_count = held.items.size;
    held.project.annotation_count = held.annotations.length;
    held.project.annotator_count = new Set(held.annotations.map((row) => row.annotator)).size;
    held.project.gold_count = held.gold.length;
  }

  // A job that moves in steps; `work` is done at the last one.
  start(kind: string, project: string, work: () => Promise<Record<string, unknown>>): t.Job {
    const job: t.Job = {
      ...{ id: randomUUID().slice(0, 8), project, kind, state: 'queued', done: 0, total: 100, step: '' },
      ...{ error: null, result: null, created_at: new Date().toISOString(), finished_at: null },
    };
    this.jobs.set(job.id, job);
    void this.run(job, work);
    return job;
  }

  private async run(job: t.Job, work: () => Promise<Record<string, unknown>>) {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const say = () => {
      this.tell('job', { project: job.project, job: job.id, log_position: this.log.events.length });
    };
    const cancelled = () => (job.state as t.JobState) === 'cancelled';
    for (let done = 0; done < 100 && !cancelled(); done += 20) {
      Object.assign(job, { state: 'running', done, step: 'reading rows' });
      say();
      await pause(120);
    }
    if (!cancelled()) {
      try {
        const result = await work();
        Object.assign(job, { state: 'done', done: 100, result });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        Object.assign(job, { state: 'failed', error: { code: 'internal', message } });
      }
    }
    job.finished_at = new Date().toISOString();
    say();
  }
}
