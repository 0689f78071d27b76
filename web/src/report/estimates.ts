import type { Estimate } from './document.ts';

// The same of what is not so: 1 − value, limits swapped.
export function complement(estimate: Estimate): Estimate {
  const turned = (value: number | null) => (value === null ? null : 1 - value);
  return {
    ...estimate,
    value: turned(estimate.value),
    lower: turned(estimate.upper),
    upper: turned(estimate.lower),
  };
}
