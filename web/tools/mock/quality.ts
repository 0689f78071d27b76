import { createHash, randomUUID } from 'node:crypto';
import type * as t from '../../src/api/types.ts';
import type { InspectionDocument } from '../../src/report/document.ts';
import { assay, files_of, inspect } from './delivery.ts';
import type { HeldProject, State } from './state.ts';

const overviews = new Map<string, t.Overview>();

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export async function overview(binary: string, held: HeldProject): Promise<t.Overview> {
  const key = `${held.project.id} ${held.annotations.length.toString()} ${held.gold.length.toString()}`;
  const known = overviews.get(key);
  const log_position = held.project.log_position;
  if (held.annotations.length === 0) return { log_position, questions: [] };
  if (known) return { ...known, log_position };
  const document = JSON.parse((await inspect(binary, held, 1)).document) as InspectionDocument;
  const made: t.Overview = {
    log_position,
    questions: document.questions.map((section) => ({
      ...{ question: section.question, kind: section.kind, annotations: section.data.annotations },
      ...{ items: section.data.items, annotators: section.data.annotators, skipped: section.data.skipped },
      ...{ quarantined: 0, agreement: section.agreement, histogram: section.disagreement },
      categories: section.categories.map((row) => ({
        category: row.category,
        count: row.labels,
        share: row.share,
      })),
      accuracy: section.accuracy?.against === 'gold' ? section.accuracy.overall : null,
    })),
  };
  overviews.set(key, made);
  return made;
}

export function take_snapshot(state: State, binary: string, held: HeldProject, body: t.NewSnapshot): t.Job {
  const id = randomUUID().slice(0, 8);
  const seed = body.seed ?? 1;
  const snapshot: t.Snapshot = {
    ...{
      id,
      name: body.name ?? '',
      log_position: held.project.log_position,
      seed,
      level: body.level ?? 0.95,
    },
    ...{ inputs_sha256: null, document_sha256: null, created_at: new Date().toISOString(), job: null },
    ...{ state: 'running', created_by: state.user ? { id: state.user.id, name: state.user.name } : null },
  };
  const job = state.start('snapshot', held.project.id, async () => {
    const { document, report } = await inspect(binary, held, seed);
    snapshot.state = 'done';
    snapshot.inputs_sha256 = sha256(JSON.stringify([held.annotations, held.gold]));
    snapshot.document_sha256 = sha256(document);
    state.snapshots.set(id, { snapshot, document, report });
    state.record('take_snapshot', 'snapshot', id, held.project.id);
    return { snapshot: id, document_sha256: snapshot.document_sha256 };
  });
  snapshot.job = job.id;
  held.snapshots.unshift(snapshot);
  return job;
}

// The real binary compares the project's annotations with themselves but for one change in ten: enough to see.
export async function compare(binary: string, held: HeldProject): Promise<string> {
  const before = files_of(held);
  const after = files_of({
    ...held,
    annotations: held.annotations.map((row, at) => {
      const gold = held.gold.find((each) => each.item === row.item);
      return gold && at % 10 === 0 ? { ...row, label: gold.label } : row;
    }),
  });
  const gold = before.options.slice(1);
  return assay(binary, 'compare', before.options[0] ?? '', after.options[0] ?? '', ...gold, '--json', '-');
}

export async function project_onto(binary: string, held: HeldProject, items: number, batch_size?: number) {
  const size = batch_size ? ['--batch-size', batch_size.toString()] : [];
  const { options } = files_of(held);
  return assay(binary, 'project', ...options, '--items', items.toString(), ...size, '--json', '-');
}

export function plan(binary: string, what: string, body: Record<string, unknown>): Promise<string> {
  const options = Object.entries(body).flatMap(([name, value]) =>
    value === true ? [`--${name.replaceAll('_', '-')}`] : [`--${name.replaceAll('_', '-')}`, String(value)],
  );
  return assay(binary, 'plan', what, ...options, '--json', '-');
}
