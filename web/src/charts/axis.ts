// The shared axis of an interval plot.

import { scaleLinear } from 'd3-scale';
import type { Estimate } from '../words/estimate.ts';

export interface Axis {
  lower: number;
  upper: number;
  ticks: number[];
}

export function axis_from(lower: number, upper: number, tick_count = 4): Axis {
  const span = upper > lower ? upper : lower + 1;
  const scale = scaleLinear().domain([lower, span]).nice(tick_count);
  const [low = 0, high = 1] = scale.domain();
  return { lower: low, upper: high, ticks: scale.ticks(tick_count) };
}

// Where an axis may begin and end: shares of errors begin at zero, coefficients end at one.
export interface AxisLimits {
  from?: number;
  to?: number;
}

// Wide enough for every interval that may be used; what is "not enough evidence" is cut at the edges, so
// that one wide interval does not flatten all the others.
export function axis_of(estimates: Estimate[], limits: AxisLimits = {}): Axis {
  const usable = estimates.filter((estimate) => estimate.status === 'ok' && estimate.value !== null);
  const shown = usable.length > 0 ? usable : estimates.filter((estimate) => estimate.value !== null);
  let lower = Infinity;
  let upper = -Infinity;
  for (const { value, lower: low, upper: high } of shown) {
    lower = Math.min(lower, low ?? value ?? Infinity);
    upper = Math.max(upper, high ?? value ?? -Infinity);
  }
  if (upper < lower) [lower, upper] = [0, 1];
  return axis_from(limits.from ?? lower, limits.to ?? upper);
}

// The place of a value on the axis, in percent of its width; values beyond the ends stand at the ends.
export function place(axis: Axis, value: number): number {
  const at = (100 * (value - axis.lower)) / (axis.upper - axis.lower);
  return Math.min(100, Math.max(0, at));
}

export const place_text = (axis: Axis, value: number): string => `${place(axis, value).toFixed(2)}%`;
