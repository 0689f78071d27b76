import { describe, expect, it } from 'vitest';
import type { ProviderWeek } from '../../api/types.ts';
import { place } from '../../charts/axis.ts';
import {
  accuracy_axis,
  date_of,
  day_of,
  day_text,
  measured_weeks,
  runs,
  volume,
  week_axis,
} from './weeks.ts';

function week(begins: string, annotations: number, value: number | null = null): ProviderWeek {
  const limits =
    value === null ? { lower: null, upper: null } : { lower: value - 0.1, upper: value + 0.05 };
  const about = { level: 0.95, n: 20, method: 'wilson', n_needed: 0, note: '' };
  const status = value === null ? ('insufficient' as const) : ('ok' as const);
  return {
    ...{ begins, annotations, items: 1, annotators: 1, agreement: [] },
    accuracy: { ...about, ...limits, value, status },
  };
}

const weeks = [
  week('2026-10-19', 5, 0.8),
  week('2026-10-26', 7, 0.9),
  week('2026-11-16', 3),
  week('2026-11-23', 4, 0.7),
];

describe('the weeks of a provider', () => {
  it('have nothing in those between, across a change of the clock', () => {
    expect(volume(weeks).map(([day, count]) => [date_of(day), count])).toEqual([
      ['2026-10-19', 5],
      ['2026-10-26', 7],
      ['2026-11-02', 0],
      ['2026-11-09', 0],
      ['2026-11-16', 3],
      ['2026-11-23', 4],
    ]);
  });

  it('are joined by a line where one follows the other, both measured', () => {
    const lines = runs(measured_weeks(weeks));
    expect(lines.map((line) => line.map(([day, value]) => [date_of(day), value]))).toEqual([
      [
        ['2026-10-19', 0.8],
        ['2026-10-26', 0.9],
      ],
      [['2026-11-23', 0.7]],
    ]);
  });

  it('are named by the day they begin', () => {
    expect(day_text(day_of('2026-11-23'))).toBe('23 Nov');
    expect(date_of(day_of('2024-02-29'))).toBe('2024-02-29');
  });

  it('stand inside an axis with few ticks, each on a week', () => {
    const many = Array.from({ length: 104 }, (_, at) => week(date_of(day_of('2024-01-01') + 7 * at), 1));
    const axis = week_axis(many);
    expect(axis.ticks.length).toBeLessThanOrEqual(5);
    expect(axis.ticks.every((tick) => (tick - day_of('2024-01-01')) % 7 === 0)).toBe(true);
    expect(place(axis, axis.ticks[0] ?? 0)).toBeGreaterThan(0);
    const one = week_axis([week('2026-11-23', 1)]);
    expect(place(one, day_of('2026-11-23'))).toBe(50);
  });

  it('show every interval on the axis of accuracy', () => {
    const axis = accuracy_axis(measured_weeks(weeks));
    expect(axis.lower).toBeLessThanOrEqual(0.6);
    expect(axis.upper).toBe(1);
    const all_right = accuracy_axis([{ at: 0, value: 1, lower: 1, upper: 1, is_sure: true }]);
    expect(all_right.lower).toBeLessThan(all_right.upper);
  });
});
