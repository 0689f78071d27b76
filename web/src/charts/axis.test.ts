import { describe, expect, it } from 'vitest';
import { estimate, undefined_estimate } from '../words/estimate_testing.ts';
import { axis_from, axis_of, place } from './axis.ts';

describe('axis', () => {
  it('holds every interval that may be used', () => {
    const rows = [estimate(0.1, 50), estimate(0.4, 30)];
    const axis = axis_of(rows, { from: 0 });
    expect(axis.lower).toBe(0);
    for (const row of rows) expect(axis.upper).toBeGreaterThanOrEqual(row.upper ?? 1);
  });
  it('is not stretched by what is not enough evidence', () => {
    const weak = { ...estimate(0.5, 1), lower: 0, upper: 1, status: 'insufficient' as const };
    expect(axis_of([estimate(0.05, 900), weak], { from: 0 }).upper).toBeLessThan(0.2);
  });
  it('has ends also when nothing was measured', () => {
    const axis = axis_of([undefined_estimate('insufficient', '')]);
    expect(axis.upper).toBeGreaterThan(axis.lower);
  });
  it('has width when all values are one', () => {
    const axis = axis_from(1, 1);
    expect(axis.upper).toBeGreaterThan(axis.lower);
  });
  it('keeps places inside its ends', () => {
    const axis = axis_from(0, 1);
    expect(place(axis, -3)).toBe(0);
    expect(place(axis, 0.25)).toBeCloseTo(25);
    expect(place(axis, 7)).toBe(100);
  });
});
