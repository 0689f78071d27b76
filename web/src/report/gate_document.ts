// The documents of plans and gates: docs/reference/planning.md and gate_plan.md. Keys are the contract's.

import type { Estimate } from '../words/estimate.ts';

export interface Outcome {
  rate: number;
  pass: number;
  fail: number;
  undecided: number;
  mean_n: number;
}

export interface Criterion {
  name: string;
  method: string;
  error_max: number;
  error_good: number;
  n_max: number;
  errors_allowed: number | null;
  alpha_attempt: number;
  alpha_fail: number;
}

export interface PlannedCriterion extends Criterion {
  exact: boolean;
  at_good: Outcome;
  at_max: Outcome;
  oc: Outcome[];
}

export interface Alternative {
  method: string;
  n_max: number;
  mean_n_good: number;
  mean_n_max: number;
  power: number;
  false_pass: number;
}

export interface GatePlanning {
  sha256: string;
  attempt: number;
  only_attempt: boolean;
  joint_power: number | null;
  criteria: PlannedCriterion[];
  alternatives: Alternative[];
}

export interface PlanningDocument {
  planning: string;
  title: string;
  figures: { name: string; words: string; value: number }[];
  gate: GatePlanning | null;
  notes: string[];
}

export interface Evidence {
  n: number;
  wrong_to_pass: number;
  wrong_to_fail: number;
  log_good: number | null;
  log_bad: number | null;
  pass_at_most: number | null;
  fail_at_least: number | null;
}

export interface JudgedCriterion extends Criterion {
  verdict: string;
  text: string;
  judged: number;
  wrong: number;
  decided_at: number | null;
  rate: Estimate;
  evidence: Evidence[];
}

export interface GateDocument {
  gate_result: string;
  plan: { sha256: string; title: string; attempt: number; only_attempt: boolean };
  criteria: JudgedCriterion[];
  notes: string[];
}
