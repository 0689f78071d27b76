import { describe, expect, it } from 'vitest';
import { is_whole, request_of, start_of } from './forms.ts';

describe('the form of a plan', () => {
  it('sends shares as shares and leaves out what is empty', () => {
    expect(request_of('gate', start_of('gate'))).toEqual({
      ...{ error_max: 0.05, error_good: 0.01, alpha: 0.05, power: 0.8 },
    });
    expect(request_of('rate', { rate: 0.7, half_width: 0.1, level: 99.9 })).toEqual({
      ...{ rate: 0.007, half_width: 0.001, level: 0.999 },
    });
  });

  it('sends an acceptance quality limit in percent and a half-width of alpha as it is', () => {
    expect(request_of('aql', start_of('aql'))).toEqual({ lot: 5000, aql: 1 });
    expect(request_of('agreement', start_of('agreement')).half_width).toBe(0.02);
  });

  it('is whole when all that is needed is there', () => {
    expect(is_whole('gate', start_of('gate'))).toBe(true);
    expect(is_whole('gate', { ...start_of('gate'), power: null })).toBe(false);
  });
});
