// Estimates for tests.

import type { Estimate } from './estimate.ts';

export function estimate(value: number, n: number, method = 'wilson', width = 1.96): Estimate {
  const half = width * Math.sqrt((value * (1 - value)) / n);
  return {
    value,
    lower: Math.max(0, value - half),
    upper: Math.min(1, value + half),
    level: 0.95,
    n,
    method,
    status: 'ok',
    n_needed: 0,
    note: '',
  };
}

export function undefined_estimate(status: Estimate['status'], note: string, n_needed = 0): Estimate {
  return {
    value: null,
    lower: null,
    upper: null,
    level: null,
    n: 0,
    method: 'wilson',
    status,
    n_needed,
    note,
  };
}
