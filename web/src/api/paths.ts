// What may be asked, in the shape openapi-typescript gives to an OpenAPI document.

import type { ComparisonDocument, ProjectionDocument } from './documents.ts';
import type { InspectionDocument } from '../report/document.ts';
import type { PlanningDocument } from '../report/gate_document.ts';
import type * as t from './types.ts';

interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

type Optional<Key extends string, Value> = [Value] extends [never]
  ? { [K in Key]?: never }
  : { [K in Key]: Value };

type Operation<Query, Path, Body, Result> = {
  parameters: { query?: Query; header?: Record<string, string>; cookie?: never } & Optional<'path', Path>;
  responses: { 200: Answer<Result>; 400: Answer<t.Failure> };
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } });

type Nothing = Record<string, never>;
type Get<Result, Query = never, Path = never> = { get: Operation<Query, Path, never, Result> };
type Post<Body, Result, Path = never> = { post: Operation<never, Path, Body, Result> };
interface ById {
  id: string;
}
interface Listing {
  limit?: number;
  cursor?: string;
}

export interface paths {
  '/api/v1/setup': Get<{ needed: boolean }> &
    Post<{ token: string; organisation: string; name: string; email: string; password: string }, t.Session>;
  '/api/v1/session': Get<t.Session | { user: null; csrf_token: '' }> &
    Post<{ email: string; password: string }, t.Session> & {
      delete: Operation<never, never, never, Nothing>;
    };
  '/api/v1/tokens': Get<t.Page<t.Token>, Listing> &
    Post<{ name: string; scopes: t.TokenScope[]; expires_at: string | null }, t.NewToken>;
  '/api/v1/tokens/{id}/revoke': Post<Nothing, t.Token, ById>;
  '/api/v1/projects': Get<t.Page<t.Project>, Listing> & Post<t.NewProject, t.Project>;
  '/api/v1/projects/{id}': Get<t.Project, never, ById> & {
    patch: Operation<never, ById, { name: string; description: string }, t.Project>;
  };
  '/api/v1/projects/{id}/close': Post<Nothing, t.Project, ById>;
  '/api/v1/projects/{id}/open': Post<Nothing, t.Project, ById>;
  '/api/v1/projects/{id}/schema': Get<t.Schema, never, ById> &
    Post<{ questions: t.Question[]; mapping: t.SchemaMapping[] }, t.Schema, ById>;
  '/api/v1/projects/{id}/uploads': Post<{ name: string; size: number }, t.Upload, ById>;
  '/api/v1/uploads/{id}': Get<t.Upload, never, ById>;
  '/api/v1/projects/{id}/imports/preview': Post<t.ImportRequest, t.ImportPreview, ById>;
  '/api/v1/projects/{id}/imports': Get<t.Page<t.Import>, Listing, ById> &
    Post<t.ImportRequest & { dry_run: boolean }, t.Job, ById>;
  '/api/v1/projects/{id}/items': Get<t.Page<t.ItemRow>, t.ItemQuery, ById>;
  '/api/v1/projects/{id}/items/{item}': Get<t.ItemDetail, never, ById & { item: string }>;
  '/api/v1/projects/{id}/overview': Get<t.Overview, never, ById>;
  '/api/v1/projects/{id}/snapshots': Get<t.Page<t.Snapshot>, Listing, ById> &
    Post<t.NewSnapshot, t.Job, ById>;
  '/api/v1/snapshots/{id}': Get<t.Snapshot, never, ById>;
  '/api/v1/snapshots/{id}/inspection': Get<InspectionDocument, { by: 'question' }, ById>;
  '/api/v1/snapshots/{id}/repeat': Post<Nothing, t.Job, ById>;
  '/api/v1/projects/{id}/comparison': Get<ComparisonDocument, { before: string; after: string }, ById>;
  '/api/v1/projects/{id}/projection': Post<
    { items: number; batch_size?: number },
    ProjectionDocument,
    ById
  >;
  '/api/v1/planning/{what}': Post<Record<string, unknown>, PlanningDocument, { what: string }>;
  '/api/v1/jobs': Get<t.Page<t.Job>, Listing & { project?: string }>;
  '/api/v1/jobs/{id}': Get<t.Job, never, ById>;
  '/api/v1/jobs/{id}/cancel': Post<Nothing, t.Job, ById>;
  '/api/v1/audit/events': Get<
    t.Page<t.AuditEvent>,
    Listing & { project?: string; verb?: string; user?: string }
  >;
  '/api/v1/audit/head': Get<t.LogHead>;
  '/api/v1/audit/proofs/inclusion': Get<{ proof: string[] }, { index: number; size: number }>;
  '/api/v1/audit/proofs/consistency': Get<{ proof: string[] }, { first: number; second: number }>;
  '/api/v1/settings': Get<{ settings: t.Setting[] }>;
}
