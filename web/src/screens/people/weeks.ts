// A provider's weeks as a series: what was done in each, and nothing in those between.

import type { ProviderWeek } from '../../api/types.ts';
import { axis_from, type Axis } from '../../charts/axis.ts';
import type { Interval } from '../../charts/LineChart.tsx';
import { provider_words } from '../../words/people.ts';

const day_ms = 86_400_000;
const days_a_week = 7;
const ticks_max = 5;

export const day_of = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / day_ms);
export const date_of = (day: number): string => new Date(day * day_ms).toISOString().slice(0, 10);

// "23 Nov"
export function day_text(day: number): string {
  const at = new Date(day * day_ms);
  return `${at.getUTCDate().toString()} ${provider_words.weeks.months[at.getUTCMonth()] ?? ''}`;
}

// [day, annotations] of every week from the first to the last.
export function volume(weeks: ProviderWeek[]): [number, number][] {
  const counts = new Map(weeks.map((week) => [day_of(week.begins), week.annotations]));
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  const out: [number, number][] = [];
  for (let day = first; day <= last; day += days_a_week) out.push([day, counts.get(day) ?? 0]);
  return out;
}

export const counted_weeks = (weeks: ProviderWeek[]): Interval[] =>
  volume(weeks).map(([at, value]) => ({ at, value, lower: null, upper: null, is_sure: true }));

export const measured_weeks = (weeks: ProviderWeek[]): Interval[] =>
  weeks.flatMap(({ begins, accuracy: { value, lower, upper, status } }) =>
    value === null ? [] : [{ at: day_of(begins), value, lower, upper, is_sure: status === 'ok' }],
  );

// The line of accuracy breaks where a week was not measured: nothing is drawn where nothing is known.
export function runs(measured: Interval[]): [number, number][][] {
  const out: [number, number][][] = [];
  for (const { at, value } of measured) {
    const run = out.at(-1);
    const before = run?.at(-1)?.[0];
    const point: [number, number] = [at, value];
    if (run && before !== undefined && at - before === days_a_week) run.push(point);
    else out.push([point]);
  }
  return out;
}

// From half a week before the first to half a week after the last, ticks on weeks.
export function week_axis(weeks: ProviderWeek[]): Axis {
  const days = volume(weeks).map(([day]) => day);
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? first;
  const step = Math.max(1, Math.ceil(days.length / ticks_max));
  return {
    lower: first - days_a_week / 2,
    upper: last + days_a_week / 2,
    ticks: days.filter((_, index) => index % step === 0),
  };
}

// Shares begin where the lowest interval does, and end at all of them right.
export function accuracy_axis(measured: Interval[]): Axis {
  const lowest = measured.map(({ value, lower }) => lower ?? value);
  return axis_from(Math.min(1 - 1e-9, ...lowest), 1);
}

export const volume_axis = (weeks: ProviderWeek[]): Axis =>
  axis_from(0, Math.max(1, ...weeks.map((week) => week.annotations)));
