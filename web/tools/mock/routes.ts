// The contract's routes over the mock's state.

import { randomUUID } from 'node:crypto';
import type * as t from '../../src/api/types.ts';
import { write_csv } from './csv.ts';
import { preview, run_import } from './imports.ts';
import { item_detail, item_page } from './items.ts';
import { compare, overview, plan, project_onto, take_snapshot } from './quality.ts';
import type { HeldProject, State } from './state.ts';

export interface Asked {
  state: State;
  binary: string;
  parts: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  bytes: Buffer;
  signed_in: boolean;
}

export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type Reply =
  { json: unknown; session?: string } | { text: string | Buffer; type: string; file?: string };

type Handler = (asked: Asked) => Reply | Promise<Reply>;

const page = <Row>(items: Row[]): Reply => ({ json: { items, next: null } });

function held_of({ state, parts }: Asked): HeldProject {
  const held = state.projects.get(parts.id ?? '');
  if (!held) throw new Refusal(404, 'not_found', 'There is no such project.');
  return held;
}

function snapshot_of({ state, parts }: Asked) {
  const found = state.snapshots.get(parts.id ?? '');
  if (!found) throw new Refusal(404, 'not_found', 'There is no such snapshot.');
  return found;
}

function session_of(state: State): t.Session {
  if (!state.user) throw new Refusal(401, 'unauthenticated', 'Sign in first.');
  const { id, name, email, administrator, organisation } = state.user;
  return {
    user: { id, name, email, administrator, organisation },
    csrf_token: 'mock-csrf',
    server: { version: '0.2.0', database: 'sqlite', log: 'single_party' },
  };
}

function enter(state: State): Reply {
  const session = randomUUID();
  state.sessions.set(session, state.user?.id ?? '');
  return { json: session_of(state), session };
}

const access: Record<string, Handler> = {
  'GET /api/v1/setup': ({ state }) => ({ json: { needed: state.user === null } }),
  'POST /api/v1/setup': ({ state, body }) => {
    if (body.token !== state.setup_token)
      throw new Refusal(403, 'forbidden', 'This set-up link is not valid.');
    state.user = {
      ...{ id: '1', name: String(body.name), email: String(body.email), administrator: true },
      ...{ organisation: { id: '1', name: String(body.organisation) }, password: String(body.password) },
    };
    state.record('set_up', 'organisation', '1', null);
    return enter(state);
  },
  'GET /api/v1/session': ({ state, signed_in }) => {
    return { json: signed_in ? session_of(state) : { user: null, csrf_token: '' } };
  },
  'POST /api/v1/session': ({ state, body }) => {
    if (!state.user || body.email !== state.user.email || body.password !== state.user.password)
      throw new Refusal(401, 'unauthenticated', 'E-mail or password is not right.');
    state.record('sign_in', 'user', state.user.id, null);
    return enter(state);
  },
  'DELETE /api/v1/session': ({ state }) => {
    state.sessions.clear();
    return { json: {} };
  },
  'GET /api/v1/tokens': ({ state }) => page(state.tokens),
  'POST /api/v1/tokens': ({ state, body }) => {
    const token: t.Token = {
      ...{ id: (state.tokens.length + 1).toString(), name: String(body.name), prefix: 'assay_k3x9' },
      ...{ scopes: body.scopes as t.TokenScope[], expires_at: body.expires_at as string | null },
      ...{ created_at: new Date().toISOString(), last_used_at: null, revoked_at: null },
    };
    state.tokens.unshift(token);
    state.record('create_token', 'token', token.id, null);
    return { json: { ...token, token: `assay_k3x9${randomUUID().replaceAll('-', '')}` } };
  },
  'POST /api/v1/tokens/{id}/revoke': ({ state, parts }) => {
    const token = state.tokens.find((each) => each.id === parts.id);
    if (!token) throw new Refusal(404, 'not_found', 'There is no such token.');
    token.revoked_at = new Date().toISOString();
    state.record('revoke_token', 'token', token.id, null);
    return { json: token };
  },
};

const projects: Record<string, Handler> = {
  'GET /api/v1/projects': ({ state }) => page([...state.projects.values()].map((held) => held.project)),
  'POST /api/v1/projects': ({ state, body }) => {
    const wanted = body as unknown as t.NewProject;
    if ([...state.projects.values()].some((held) => held.project.name === wanted.name))
      throw new Refusal(409, 'conflict', 'A project of this name exists: choose another name.');
    return { json: state.create(wanted).project };
  },
  'GET /api/v1/projects/{id}': (asked) => ({ json: held_of(asked).project }),
  'PATCH /api/v1/projects/{id}': (asked) => {
    const { project } = held_of(asked);
    Object.assign(project, { name: asked.body.name, description: asked.body.description });
    asked.state.record('edit_project', 'project', project.id, project.id);
    return { json: project };
  },
  'POST /api/v1/projects/{id}/close': (asked) => {
    const { project } = held_of(asked);
    project.state = 'closed';
    asked.state.record('close_project', 'project', project.id, project.id);
    return { json: project };
  },
  'POST /api/v1/projects/{id}/open': (asked) => {
    const { project } = held_of(asked);
    project.state = 'open';
    asked.state.record('open_project', 'project', project.id, project.id);
    return { json: project };
  },
  'GET /api/v1/projects/{id}/schema': (asked) => ({ json: held_of(asked).schema }),
  'POST /api/v1/projects/{id}/schema': (asked) => {
    const { schema, project } = held_of(asked);
    const { questions, mapping } = asked.body as unknown as Pick<t.Schema, 'questions'> & {
      mapping: t.SchemaMapping[];
    };
    const version = schema.version + 1;
    const versions = [{ version, created_at: new Date().toISOString(), mapping }, ...schema.versions];
    Object.assign(schema, { version, questions, versions });
    asked.state.record('change_schema', 'project', project.id, project.id);
    return { json: schema };
  },
  'POST /api/v1/projects/{id}/uploads': (asked) => {
    const id = randomUUID().slice(0, 8);
    const project = held_of(asked).project.id;
    asked.state.uploads.set(id, { id, name: String(asked.body.name), project, parts: new Map() });
    return { json: { id, part_size: 200_000, parts: [] } };
  },
  'PUT /api/v1/uploads/{id}/parts/{n}': ({ state, parts, bytes }) => {
    state.uploads.get(parts.id ?? '')?.parts.set(Number(parts.n), bytes);
    return { json: {} };
  },
  'POST /api/v1/projects/{id}/imports/preview': (asked) => {
    const request = asked.body as unknown as t.ImportRequest;
    const upload = asked.state.uploads.get(request.upload);
    if (!upload) throw new Refusal(404, 'not_found', 'There is no such upload.');
    return { json: preview(held_of(asked), request, upload) };
  },
  'GET /api/v1/projects/{id}/imports': (asked) => page(held_of(asked).imports),
  'POST /api/v1/projects/{id}/imports': (asked) => {
    const request = asked.body as unknown as t.ImportRequest & { dry_run: boolean };
    const upload = asked.state.uploads.get(request.upload);
    if (!upload) throw new Refusal(404, 'not_found', 'There is no such upload.');
    return { json: run_import(asked.state, held_of(asked), request, upload) };
  },
  'GET /api/v1/projects/{id}/items': (asked) => ({ json: item_page(held_of(asked), asked.query) }),
  'GET /api/v1/projects/{id}/items/{item}': (asked) => {
    const item = item_detail(held_of(asked), (asked.parts.item ?? '').replace(/^key:/, ''));
    if (!item) throw new Refusal(404, 'not_found', 'There is no such item.');
    return { json: item };
  },
  'GET /api/v1/projects/{id}/export': (asked) => ({
    text: write_csv([['item', 'label'], ...held_of(asked).annotations.map((row) => [row.item, row.label])]),
    type: 'text/csv; charset=utf-8',
    file: 'export.csv',
  }),
};

const quality: Record<string, Handler> = {
  'GET /api/v1/projects/{id}/overview': async (asked) => ({
    json: await overview(asked.binary, held_of(asked)),
  }),
  'GET /api/v1/projects/{id}/snapshots': (asked) => page(held_of(asked).snapshots),
  'POST /api/v1/projects/{id}/snapshots': (asked) => ({
    json: take_snapshot(asked.state, asked.binary, held_of(asked), asked.body),
  }),
  'GET /api/v1/snapshots/{id}': (asked) => ({ json: snapshot_of(asked).snapshot }),
  'GET /api/v1/snapshots/{id}/inspection': (asked) => ({
    text: snapshot_of(asked).document,
    type: 'application/json',
  }),
  'GET /api/v1/snapshots/{id}/report.html': (asked) => ({
    text: snapshot_of(asked).report,
    type: 'text/html; charset=utf-8',
    file: 'report.html',
  }),
  'POST /api/v1/snapshots/{id}/repeat': (asked) => {
    const { snapshot } = snapshot_of(asked);
    return {
      json: asked.state.start('repeat_snapshot', 'none', () =>
        Promise.resolve({ same: true, document_sha256: snapshot.document_sha256 }),
      ),
    };
  },
  'GET /api/v1/projects/{id}/comparison': async (asked) => ({
    text: await compare(asked.binary, held_of(asked)),
    type: 'application/json',
  }),
  'POST /api/v1/planning/{what}': async ({ binary, parts, body }) => ({
    text: await plan(binary, parts.what ?? '', body).catch((error: unknown) => {
      throw new Refusal(400, 'invalid', String((error as { stderr?: unknown }).stderr ?? error).trim());
    }),
    type: 'application/json',
  }),
  'POST /api/v1/projects/{id}/projection': async (asked) => {
    const { items, batch_size } = asked.body as { items: number; batch_size?: number };
    return {
      text: await project_onto(asked.binary, held_of(asked), items, batch_size),
      type: 'application/json',
    };
  },
  'GET /api/v1/jobs': ({ state, query }) =>
    page([...state.jobs.values()].filter((job) => (query.get('project') ?? job.project) === job.project)),
  'GET /api/v1/jobs/{id}': ({ state, parts }) => ({ json: state.jobs.get(parts.id ?? '') }),
  'POST /api/v1/jobs/{id}/cancel': ({ state, parts }) => {
    const job = state.jobs.get(parts.id ?? '');
    if (!job) throw new Refusal(404, 'not_found', 'There is no such job.');
    job.state = 'cancelled';
    return { json: job };
  },
};

const setting = (name: string, value: string, source: string, help: string): t.Setting => ({
  ...{ name, value, source, help },
});

const record: Record<string, Handler> = {
  'GET /api/v1/audit/events': ({ state, query }) => {
    const events = state.log.events
      .filter((event) => (query.get('verb') ?? event.verb) === event.verb)
      .toReversed();
    const from = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 100);
    const next = events.length > from + limit ? (from + limit).toString() : null;
    return { json: { items: events.slice(from, from + limit), next } };
  },
  'GET /api/v1/audit/head': ({ state }) => ({ json: state.log.head() }),
  'GET /api/v1/audit/proofs/inclusion': ({ state, query }) => ({
    json: { proof: state.log.inclusion(Number(query.get('index')), Number(query.get('size'))) },
  }),
  'GET /api/v1/audit/proofs/consistency': ({ state, query }) => ({
    json: { proof: state.log.consistency(Number(query.get('first')), Number(query.get('second'))) },
  }),
  'GET /api/v1/audit/export': ({ state }) => ({
    text: state.log.events.map((event) => JSON.stringify(event)).join('\n'),
    type: 'application/jsonl',
    file: 'audit.jsonl',
  }),
  'GET /api/v1/settings': () => ({
    json: {
      settings: [
        setting('listen', '127.0.0.1:8080', 'default', 'address and port the server listens on'),
        setting('data', 'data', 'flag', 'folder of the database, the files and the keys'),
        setting('database', 'sqlite', 'default', 'SQLite in the data folder, or a postgres:// address'),
        setting('session_hours', '12', 'environment', 'hours after which a session ends'),
      ],
    },
  }),
};

export const handlers: Record<string, Handler> = { ...access, ...projects, ...quality, ...record };
