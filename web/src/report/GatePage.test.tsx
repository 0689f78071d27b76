import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Evidence, GateDocument, JudgedCriterion, PlanningDocument } from './gate_document.ts';
import { GatePage } from './GatePage.tsx';
import { PlanPage } from './PlanPage.tsx';
import { read_document } from './read.ts';

const hostile = '</script><img src=x onerror=alert(1)>';

const point = (n: number, over: Partial<Evidence>): Evidence => ({
  n,
  wrong_to_pass: 0,
  wrong_to_fail: 0,
  log_good: null,
  log_bad: null,
  pass_at_most: null,
  fail_at_least: null,
  ...over,
});

const criterion = (over: Partial<JudgedCriterion>): JudgedCriterion => ({
  name: hostile,
  method: 'e_process',
  error_max: 0.05,
  error_good: 0.01,
  n_max: 200,
  errors_allowed: null,
  alpha_attempt: 0.03,
  alpha_fail: 0.05,
  verdict: 'not_enough_evidence',
  text: 'so far',
  judged: 2,
  wrong: 0,
  decided_at: null,
  rate: {
    value: 0,
    lower: 0,
    upper: 0.5,
    level: 0.95,
    n: 2,
    status: 'ok',
    method: 'error_rate',
    note: '',
  } as never,
  evidence: [point(1, { log_good: 0.1, log_bad: -0.1 }), point(2, { log_good: 0.2, log_bad: -0.2 })],
  ...over,
});

const gate = (rows: JudgedCriterion[]): GateDocument => ({
  gate_result: 'not_enough_evidence',
  plan: { sha256: 'a'.repeat(64), title: hostile, attempt: 1, only_attempt: false },
  criteria: rows,
  notes: [],
});

const plan: PlanningDocument = {
  planning: 'gate',
  title: 'A plan',
  figures: [],
  gate: {
    sha256: 'b'.repeat(64),
    attempt: 1,
    only_attempt: true,
    joint_power: 0.8,
    criteria: [
      {
        ...criterion({}),
        exact: true,
        at_good: { rate: 0.01, pass: 0.9, fail: 0, undecided: 0.1, mean_n: 100 },
        at_max: { rate: 0.05, pass: 0.02, fail: 0.03, undecided: 0.95, mean_n: 190 },
        oc: [
          { rate: 0, pass: 1, fail: 0, undecided: 0, mean_n: 85 },
          { rate: 0.05, pass: 0.02, fail: 0.03, undecided: 0.95, mean_n: 190 },
        ],
      },
    ],
    alternatives: [],
  },
  notes: ['a note'],
};

afterEach(cleanup);

describe('gate page', () => {
  it('draws evidence against its two limits, and shows names as they are', () => {
    const { container } = render(<GatePage gate={gate([criterion({})])} />);
    expect(container.querySelectorAll('path.line')).toHaveLength(4);
    expect(container.querySelectorAll('img')).toHaveLength(0);
    expect(container.textContent).toContain(hostile);
  });

  it('draws counts against boundaries where the method counts', () => {
    const counted = criterion({
      method: 'fixed',
      verdict: 'fail',
      decided_at: 2,
      evidence: [
        point(1, { pass_at_most: -1, fail_at_least: 3 }),
        point(2, { wrong_to_pass: 2, pass_at_most: -1, fail_at_least: 2 }),
      ],
    });
    const { container } = render(<GatePage gate={gate([counted])} />);
    expect(container.querySelectorAll('path.line')).toHaveLength(2);
    expect(container.querySelector('.mark_text')?.textContent).toContain('2');
  });

  it('says when nothing was judged', () => {
    const { container } = render(<GatePage gate={gate([criterion({ evidence: [] })])} />);
    expect(container.querySelectorAll('path.line')).toHaveLength(0);
    expect(container.textContent).toContain('No item');
  });
});

describe('plan page', () => {
  it('draws a curve with the two rates marked', () => {
    const { container } = render(<PlanPage plan={plan} />);
    expect(container.querySelectorAll('path.line')).toHaveLength(3);
    expect(container.querySelectorAll('.mark')).toHaveLength(2);
  });

  it('is told apart from an inspection', () => {
    const read = (value: unknown) => {
      document.body.innerHTML = '<script type="application/json" id="inspection"></script>';
      const place = document.getElementById('inspection');
      if (place) place.textContent = JSON.stringify(value);
      return read_document(document);
    };
    expect(read(plan)).toEqual(plan);
    expect(read(gate([]))).toEqual(gate([]));
    expect(read({ planning: 'gate', gate: {} })).toBe('broken');
    expect(read({ planning: 'rate', gate: null })).toBe('broken');
  });
});
