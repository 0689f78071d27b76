// The nouns of the server as its interface gives them. Written from the contract, in the shape that a generator
// makes of an OpenAPI document: `paths` is what openapi-fetch reads.

import type { InspectionDocument } from '../report/document.ts';

export interface Page<Row> {
  items: Row[];
  next: string | null;
}

export interface Failure {
  code: string;
  message: string;
  where?: string | null;
}

export interface Session {
  user: {
    id: string;
    name: string;
    email: string;
    administrator: boolean;
    organisation: { id: string; name: string };
  };
  csrf_token: string;
  server: { version: string; database: 'sqlite' | 'postgresql'; log: 'single_party' };
}

export type TokenScope = 'read' | 'write';

export interface Token {
  id: string;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

export type NewToken = Token & { token: string };

export type DataClass = 'public' | 'internal' | 'pii' | 'phi';
export type QuestionKind = 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'set';

export interface Category {
  name: string;
  description: string;
  colour: string;
  parent: string | null;
  critical: boolean;
  weight: number;
}

export interface Question {
  name: string;
  kind: QuestionKind;
  truth: 'single' | 'plural';
  condition: { question: string; answer: string } | null;
  categories: Category[];
}

export interface Project {
  id: string;
  name: string;
  description: string;
  kind: 'inspection' | 'programme';
  state: 'open' | 'closed';
  data_class: DataClass;
  item_count: number;
  annotation_count: number;
  annotator_count: number;
  gold_count: number;
  created_at: string;
  etag: string;
  log_position: number;
}

export interface NewProject {
  name: string;
  description: string;
  data_class: DataClass;
  questions: Question[];
}

export interface SchemaMapping {
  question: string;
  from: string[];
  to: string[];
  kind: 'same' | 'renamed' | 'merged' | 'split';
}

export interface Schema {
  version: number;
  questions: Question[];
  versions: { version: number; created_at: string; mapping: SchemaMapping[] }[];
}

export interface Upload {
  id: string;
  part_size: number;
  parts: number[];
}

export type ImportKind = 'items' | 'annotations' | 'gold';

export interface ImportProblem {
  row: number | null;
  column: string | null;
  field: string | null;
  message: string;
}

export interface AnnotatorSource {
  kind: 'column' | 'file_name' | 'fixed';
  value?: string;
}

export interface ImportRequest {
  upload: string;
  kind: ImportKind;
  format?: string;
  mapping?: Record<string, string>;
  annotator_source?: AnnotatorSource;
}

export interface ImportPreview {
  format: string;
  columns: { name: string; role: string; examples: string[] }[];
  rows: Record<string, unknown>[];
  row_count: number;
  problems: ImportProblem[];
  notes: string[]; // worth knowing
  warnings: string[]; // must be mended first
  new_count: number | null;
  known_count: number | null;
}

export interface Import {
  id: string;
  kind: ImportKind;
  file_name: string;
  file_sha256: string;
  format: string;
  state: JobState;
  rows: number;
  added: number;
  known: number;
  refused: number;
  problems: ImportProblem[];
  created_at: string;
  created_by: { id: string; name: string } | null;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  id: string;
  project: string | null;
  kind: string;
  state: JobState;
  done: number;
  total: number;
  step: string;
  error: Failure | null;
  result: Record<string, unknown> | null;
  created_at: string;
  finished_at: string | null;
}

export type Label = string | string[] | number | null;

export interface ItemRow {
  id: string;
  key: string;
  kind: 'text' | 'record' | 'conversation' | 'comparison' | 'image';
  excerpt: string;
  attributes: Record<string, string>;
  answers: Record<string, Record<string, number>>;
  disagreement: number | null;
  gold: Record<string, string>;
}

export interface Region {
  label: string;
  shape: string;
  points: number[][];
  unit: 'pixels' | 'percent' | string;
  start: number | null;
  end: number | null;
  text: string | null;
}

export interface Annotation {
  sequence: number;
  question: string;
  annotator: string;
  label: Label;
  submitted_at: string | null;
  active_ms: number | null;
  confidence: number | null;
  flag: string | null;
  guideline_version: string | null;
  batch: string | null;
  provider: string | null;
  origin: string;
  admission: string;
  reason: string | null;
  in_force: boolean;
  regions: Region[];
}

export interface ItemDetail extends ItemRow {
  content: unknown;
  image_url: string | null;
  annotations: Annotation[];
  image?: {
    source: string;
    name: string;
    sha256: string | null;
    state: string;
    note: string | null;
  } | null;
  gold_labels: {
    id?: string;
    question: string;
    label: Label;
    state?: string;
    in_force?: boolean;
    source: string;
    expert_count: number | null;
    created_at: string;
  }[];
}

export interface ItemQuery {
  question?: string;
  annotator?: string;
  label?: string;
  gold_label?: string;
  disagreement?: 'yes' | 'no';
  batch?: string;
  since?: string;
  until?: string;
  search?: string;
  order?: 'key' | 'disagreement' | 'errors';
  limit?: number;
  cursor?: string;
  [attribute: `attribute.${string}`]: string | undefined;
}

// An estimate as the live table gives it: the same keys as in the inspection.
type AgreementRow = InspectionDocument['questions'][number]['agreement'][number];
type Estimate = NonNullable<InspectionDocument['questions'][number]['accuracy']>['overall'];

export interface OverviewQuestion {
  question: string;
  kind: string;
  annotations: number;
  items: number;
  annotators: number;
  skipped: number;
  quarantined: number;
  agreement: AgreementRow[];
  categories: { category: string; count: number; share: number }[];
  accuracy: Estimate | null;
  histogram: { lower: number; upper: number; items: number }[];
}

export interface Overview {
  log_position: number;
  questions: OverviewQuestion[];
}

export interface Snapshot {
  id: string;
  name: string;
  log_position: number;
  seed: number;
  level: number;
  inputs_sha256: string | null;
  document_sha256: string | null;
  created_at: string;
  created_by: { id: string; name: string } | null;
  job: string | null;
  state: JobState;
}

export interface NewSnapshot {
  name?: string;
  seed?: number;
  level?: number;
  by?: string[];
}

export interface AuditEvent {
  index: number;
  at: string;
  user: { id: string; name: string } | null;
  verb: string;
  object_kind: string;
  object: string;
  reason: string | null;
  request_id: string;
  leaf_sha256: string;
  rows: { count: number; root: string } | null;
}

export interface LogHead {
  size: number;
  root: string;
  checkpoint: string;
  public_key: string;
  signed_at: string;
}

export interface Setting {
  name: string;
  value: string;
  source: string;
  help: string;
}
