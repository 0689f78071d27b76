// The verdicts, everywhere the same word. "Not enough evidence" is an answer.

export type Verdict = 'pass' | 'fail' | 'not_enough_evidence' | 'inconclusive' | 'lapsed';

export const verdicts: Record<Verdict, { sign: string; text: string }> = {
  pass: { sign: '✓', text: 'pass' },
  fail: { sign: '✕', text: 'fail' },
  not_enough_evidence: { sign: '○', text: 'not enough evidence' },
  inconclusive: { sign: '◇', text: 'inconclusive' },
  lapsed: { sign: '⊘', text: 'lapsed' },
};
