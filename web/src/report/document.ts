// The document inside a report: docs/reference/inspection.md, nested by question. Keys are the contract's.

import type { Estimate, Status } from '../words/estimate.ts';

export type { Estimate, Status };

export interface FileNote {
  role: string;
  name: string;
  format: string;
  understood: string;
  rows: number;
  sha256: string | null;
}

export interface Problem {
  file: string;
  row: number;
  column: string;
  message: string;
}

export interface QuestionData {
  question: string;
  kind: string;
  kind_reason: string;
  items: number;
  annotators: number;
  annotations: number;
  rows: number;
  categories: string[];
  category_counts: number[];
  labels_per_item: {
    min: number;
    median: number;
    mean: number;
    max: number;
    histogram: { labels: number; items: number }[];
  };
  repeated: number;
  repeated_differ?: number;
  skipped: number;
  anchored: number;
  unknown_annotator: number;
  items_without_annotations: number;
  gold_items: number;
  gold_conflicts: number;
  gold_only_categories: string[];
}

export interface AgreementRow extends Estimate {
  metric: string;
  weights: string;
}

// Parts of the disagreement, or cause codes of adjudicators.
export interface SourceRow extends Estimate {
  source: string;
  basis: string;
  family: string;
}

export interface RepeatRow extends Estimate {
  annotator: string;
}

export interface GroupAgreement extends Estimate {
  attribute: string;
  group: string;
  annotators: number;
}

export interface PluralSection {
  items: number;
  mean_largest_share: number;
  mean_entropy: number;
  different_categories: { categories: number; items: number }[];
  groups: GroupAgreement[];
}

export interface SliceRow extends Estimate {
  attribute: string;
  slice: string;
  items: number;
  annotations: number;
  metric: string;
  shrunk: Estimate;
  p: number | null;
  p_adjusted: number | null;
  worse: boolean;
}

export interface DisagreementBand {
  lower: number;
  upper: number;
  items: number;
}

export interface CategoryRow {
  category: string;
  labels: number;
  items: number;
  share: number;
  specific_agreement: Estimate;
  alpha: Estimate;
  precision: Estimate;
  recall: Estimate;
  error: Estimate;
  error_shrunk: Estimate;
  against: string;
}

export interface Confusion {
  from: string;
  to: string;
  count: number;
}

export interface ConfusionPair extends Confusion {
  share: Estimate;
}

export interface CategoryAccuracy {
  category: string;
  n: number;
  precision: Estimate;
  recall: Estimate;
  error: Estimate;
}

export interface AccuracySection {
  subject: string;
  against: string;
  overall: Estimate;
  by_category: CategoryAccuracy[];
  confusion: { categories: string[]; counts: number[][] };
  pairs: ConfusionPair[];
}

export interface PredictiveCheck {
  p_unanimous: number;
  p_split: number;
  overconfident: boolean;
  temperature: number;
}

export interface ConsensusRow {
  model: string;
  default: boolean;
  accuracy: Estimate;
  items: number;
  ties: number;
  differs_from_majority: number;
  mean_confidence: number;
  status: Status;
  note: string;
  predictive_check: PredictiveCheck | null;
}

export interface AnnotatorRow {
  annotator: string;
  annotations: number;
  items: number;
  accuracy: Estimate;
  ability: Estimate;
  agreement: Estimate;
  expected_agreement: number | null;
  median_duration_s: number | null;
  largest_confusion: Confusion | null;
  attributes: Record<string, string>;
  status: Status;
  note: string;
}

export interface PairMatrix {
  annotators: string[];
  n: number[][];
  agreement: (number | null)[][];
  kappa: (number | null)[][];
}

export interface ErrorSlice {
  subject: string;
  within: string | null;
  predicates: { attribute: string; value: string }[];
  text: string;
  n: number;
  errors: number;
  rate: Estimate;
  rest_rate: Estimate;
  lift: Estimate;
  excess_errors: number;
  share_of_errors: number;
  score: number;
  p_adjusted: number | null;
  significant: boolean;
  confirmed_p: number | null;
  confirm_note: string;
  largest_confusion: Confusion | null;
  annotators: { annotator: string; n: number; errors: number }[];
  one_annotator_explains: string | null;
  examples: string[];
  advice: string;
}

export interface GoldSection {
  items: number;
  labelled_items: number;
  categories: string[];
  contradicted: {
    item: string;
    gold: string;
    consensus: string;
    posterior_gold: number;
    votes_for_gold: number;
    votes_against: number;
    annotators: string[];
    mean_ability: number | null;
  }[];
  suspect_count: number;
  note: string;
}

export interface LabelError {
  item: string;
  gold_or_majority: string;
  suggested: string;
  probability: number;
  votes: { category: string; count: number }[];
}

export interface ConfusedPair {
  first: string;
  second: string;
  disagreements: number;
  share: number;
  items: number;
  split_items: number;
  agreement: Estimate;
  source: 'items' | 'definitions' | 'unclear';
  people_p: number;
  people_differ: boolean;
  leaning: { annotator: string; labels: number; says: string; z: number }[];
  examples: string[];
}

export interface UnseenIssues {
  attribute: string;
  next_is_new: Estimate;
  kinds: number;
  once: number;
  kinds_expected: number;
  kinds_is_bound: boolean;
}

export interface RaisedIssue {
  by: 'flag' | 'comment';
  kind: string;
  items: number;
  annotators: number;
  examples: string[];
}

export interface HintsSection {
  pairs: ConfusedPair[];
  raised: RaisedIssue[];
  unseen: UnseenIssues[];
}

export interface SignTest {
  p: number | null;
  p_adjusted: number | null;
}

export type PersonSign =
  'errors_rose' | 'long_run' | 'too_fast' | 'tells_little' | 'clockwork' | 'pace_moved';

export interface PersonEvidence {
  annotator: string;
  answers: number;
  signs: PersonSign[];
  errors_rose: SignTest & {
    from_answer?: number;
    from_day?: string;
    before?: Estimate;
    after?: Estimate;
  };
  long_run: SignTest & { length: number };
  too_fast: SignTest & { timed: number; fast: number };
  pace_moved: SignTest & { from_answer?: number; from_day?: string; ratio?: number };
  spammer_score: Estimate;
  gap_variation: number | null;
}

export interface SharedMistakes {
  a: string;
  b: string;
  items: number;
  same_wrong: number;
  expected: number;
  p: number;
  p_adjusted: number;
}

export interface FatigueBand {
  from_minutes: number;
  answers: number;
  people: number;
  errors: number;
  expected: number;
  ratio: Estimate;
}

export interface StreamPlace {
  answer: number;
  day: string;
}

export interface StreamPoint {
  from_answer: number;
  from_day: string;
  judged: number;
  wrong: number;
  expected: number;
  lower: number;
  upper: number;
  outside: boolean;
}

// The control chart of one person or of one category.
export interface StreamChart {
  of: 'annotator' | 'category';
  name: string;
  answers: number;
  answers_all: number;
  rate: number;
  rate_bad: number;
  outside: number;
  outside_expected: number;
  overdispersion: number;
  alarms: number;
  alarms_expected: number | null;
  first_alarm: StreamPlace | null;
  detected: StreamPlace | null;
  detector_chance: number;
  change: { from: StreamPlace; before: number; after: number; log_bayes_factor: number } | null;
  points: StreamPoint[];
}

export interface PeopleSection {
  order: 'time' | 'row';
  against: string;
  false_share: number;
  false_share_of_pairs: number;
  people: PersonEvidence[];
  pairs: SharedMistakes[];
  pairs_tested: number;
  inflation: number;
  pairs_note: string;
  charts: StreamChart[];
  fatigue: FatigueBand[];
  fatigue_note: string;
}

export interface Warning {
  question: string;
  code: string;
  text: string;
}

export interface Advice {
  question: string;
  text: string;
  evidence: string;
}

export interface QuestionSection {
  question: string;
  kind: string;
  data: QuestionData;
  agreement: AgreementRow[];
  agreement_unanchored: AgreementRow[];
  agreement_by: Record<string, SliceRow[]>;
  disagreement: DisagreementBand[];
  sources: SourceRow[];
  repeats: RepeatRow[];
  plural: PluralSection | null;
  categories: CategoryRow[];
  accuracy: AccuracySection | null;
  consensus: ConsensusRow[];
  annotators: AnnotatorRow[];
  pairs: PairMatrix | null;
  error_slices: ErrorSlice[];
  error_slices_note: string;
  gold: GoldSection | null;
  label_errors: LabelError[];
  hints: HintsSection | null;
  people: PeopleSection | null;
  warnings: Warning[];
  next: Advice[];
}

export interface InspectionDocument {
  assay: { version: string; schema: number; seed: number; level: number };
  files: FileNote[];
  data: { rows: number; problems: Problem[]; problem_count: number };
  questions: QuestionSection[];
  warnings: Warning[];
  next: Advice[];
}
