import { describe, expect, it } from 'vitest';
import type { TeamView, WorkPart } from '../../api/types.ts';
import { work_csv_header, work_csv_rows } from './work_csv.ts';

const about = { level: 0.95, n: 20, method: 'wilson', n_needed: 0, note: '', status: 'ok' as const };
const part = (name: string, value: number): WorkPart => ({
  ...{ name, annotations: 12, items: 4, annotators: 3 },
  accuracy: { ...about, value, lower: value - 0.1, upper: value + 0.05 },
  agreement: [
    { question: 'mood', estimate: { ...about, value: 0.5, lower: 0.4, upper: 0.6, method: 'alpha' } },
  ],
});

const view = {
  ...{ id: '1', name: 'Night', member_count: 2, time_zone: 'UTC' },
  ...{ item_count: 4, annotation_count: 24, annotator_count: 3, without_time: 1 },
  engagement: {} as TeamView['engagement'],
  overview: {
    log_position: 1,
    quarantined: 0,
    removed: { items: 0, annotations: 0, gold: 0, annotators: 0 },
    questions: [],
  },
  weeks: [{ ...part('', 0.8), begins: '2026-11-23' }],
  weekdays: [part('Monday', 0.8), part('time not told', 0.7)],
  shifts: [part('holiday', 0.6)],
  day_parts: [part('night, 00:00 to 06:00', 0.9)],
} satisfies TeamView & { weeks: unknown[] };

describe('a page of work as one file', () => {
  const rows = work_csv_rows(view);
  const find = (section: string, name: string, measure: string) =>
    rows.find((row) => row[0] === section && row[1] === name && row[3] === measure);

  it('has as many cells in every row as the header', () => {
    for (const row of rows) expect(row).toHaveLength(work_csv_header.length);
  });

  it('has each number with its interval, n and method, and no row twice', () => {
    expect(find('weekday', 'Monday', 'right, against gold')?.slice(4, 10)).toEqual([
      ...[0.8, 0.8 - 0.1, 0.8 + 0.05, 0.95, 20, 'wilson'],
    ]);
    expect(find('week of', '2026-11-23', 'annotations')?.[4]).toBe(12);
    expect(find('shift', 'holiday', 'agreement (alpha)')?.[2]).toBe('mood');
    expect(find('weekday', 'time not told', 'right, against gold')?.[4]).toBe(0.7);
    expect(find('all', '', 'annotations without a time')?.[4]).toBe(1);
    const keys = rows.map((row) => JSON.stringify(row.slice(0, 4)));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
