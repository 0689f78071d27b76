// The words of plans and gates.

import { grouped } from './numbers.ts';

const methods: Record<string, string> = {
  e_process: 'e-process, independent items',
  e_process_lot: 'e-process, this lot',
  e_process_clustered: 'e-process, clusters',
  confidence_sequence: 'confidence sequence',
  sprt: 'SPRT',
  fixed: 'fixed sample',
  double: 'double sampling',
};

export const gate_words = {
  kind_plan: 'plan',
  kind_gate: 'gate',
  method: (name: string): string => methods[name] ?? name.replaceAll('_', ' '),
  verdicts: {
    pass: '✓ passed',
    fail: '✗ failed',
    not_enough_evidence: '· not enough evidence',
  } as Record<string, string>,
  headlines: {
    pass: 'The gate has passed',
    fail: 'The gate has failed',
    not_enough_evidence: 'Not enough evidence to pass or to fail',
  } as Record<string, string>,
  attempt: (attempt: number, only: boolean, sha256: string) =>
    `${only ? 'The only attempt' : `Attempt ${grouped(attempt)}`} of plan ${sha256.slice(0, 12)}.`,
  notes: 'What to keep in mind',
  criteria: 'Criteria',
  criterion: 'Criterion',
  by: 'By',
  error_below: 'Error below',
  expected: 'Expected',
  items: 'Items at most',
  allowed: 'Errors allowed',
  good_passes: 'Good work passes',
  bad_passes: 'Bad work passes',
  mean_items: 'Mean items if good',
  mean_items_bad: 'Mean items if bad',
  joint: (count: number, share: string) =>
    `All ${grouped(count)} criteria pass together with ${share} when each error rate is the expected one (as if they were independent).`,
  curve_title: (name: string) => `What the plan does at each true error rate: ${name}`,
  curve_lead: (exact: boolean) =>
    exact
      ? 'Exact probabilities. The steeper the curve between the two rates, the better the plan tells them apart.'
      : 'By simulation. The steeper the curve between the two rates, the better the plan tells them apart.',
  true_rate: 'True error rate, %',
  probability: 'Probability, %',
  passes: 'passes',
  fails: 'fails',
  undecided: 'undecided at the end',
  mean_n: 'Mean items',
  good_mark: 'expected',
  max_mark: 'must not pass',
  alternatives: 'Other methods for the first criterion',
  verdict: 'Verdict',
  wrong: 'Wrong',
  judged: 'Judged',
  rate: 'Error rate',
  of: (part: number, all: number) => `${grouped(part)} of ${grouped(all)}`,
  evidence_title: (name: string) => `Evidence item by item: ${name}`,
  evidence_lead:
    'In the order of the draw. The first limit that is reached decides, however often one looked before.',
  item: 'Judged items',
  log_axis: 'Evidence (natural logarithm)',
  count_axis: 'Wrong items',
  good_line: 'evidence of good work',
  bad_line: 'evidence of bad work',
  pass_limit: 'passes at',
  fail_limit: 'fails at',
  wrong_line: 'wrong items',
  pass_at: 'passes at or below',
  fail_at: 'fails at or above',
  decided: (n: number) => `decided at ${grouped(n)}`,
  no_evidence: 'No item of this criterion was judged.',
};
