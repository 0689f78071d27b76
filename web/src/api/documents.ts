// The documents of `assay compare` and `assay project`: docs/reference. Keys are the contract's.

import type { Estimate } from '../report/document.ts';

export interface ComparedAgreement {
  metric: string;
  weights: string;
  before: Estimate;
  after: Estimate;
  difference: Estimate;
}

export interface ComparisonTest {
  subject: string;
  method: string;
  p_up: number | null;
  p_two_sided: number | null;
  n: number;
  arrangements: number;
  status: string;
  note: string;
}

export interface ComparisonCriterion {
  name: string;
  text: string;
  verdict: string;
  evidence: string;
}

export interface ComparedQuestion {
  question: string;
  kind: string;
  counts: Record<string, number>;
  agreement: ComparedAgreement[];
  tests: ComparisonTest[];
  accuracy: {
    gold_items: number;
    annotations: Estimate;
    consensus: Estimate;
    right_both: number;
    became_wrong: number;
    became_right: number;
    wrong_both: number;
  } | null;
  time: { ratio: Estimate } | null;
  criteria: ComparisonCriterion[];
  cannot_show: string[];
}

export interface ComparisonDocument {
  questions: ComparedQuestion[];
}

export interface ProjectedCategory {
  category: string;
  delivered: number;
  judged: number;
  wrong: number;
  items: Estimate;
  wrong_items: Estimate;
  share_of_wrong: number;
}

export interface ProjectionDocument {
  question: string;
  production: { items: number; batch_size: number | null };
  pilot: {
    judged: number;
    wrong: number;
    undecided: number;
    cluster: string;
    clusters: number;
    design_effect: number;
  };
  correlation: { rho: number; assumed: boolean };
  wrong_items: Estimate;
  categories: ProjectedCategory[];
  notes: string[];
}
