import { describe, expect, it } from 'vitest';
import { decimals, grouped, one_in, percent, range_text, seconds_text, value_text } from './numbers.ts';

describe('numbers', () => {
  it('groups thousands and keeps one decimal of fractions', () => {
    expect(grouped(0)).toBe('0');
    expect(grouped(999)).toBe('999');
    expect(grouped(1234567)).toBe('1,234,567');
    expect(grouped(1234.56)).toBe('1,234.6');
    expect(grouped(-1200)).toBe('\u22121,200');
  });
  it('never shows a negative zero', () => {
    expect(decimals(-0.0004, 3)).toBe('0.000');
    expect(grouped(-0.01)).toBe('0.0');
    expect(decimals(-0.5, 2)).toBe('\u22120.50');
  });
  it('turns shares into percent only here', () => {
    expect(percent(0.1134)).toBe('11.3\u00a0%');
    expect(value_text(0.613, 'coefficient')).toBe('0.613');
    expect(value_text(3.14, 'ratio')).toBe('3.1×');
  });
  it('does not round to certainty', () => {
    expect(percent(0)).toBe('0.0\u00a0%');
    expect(percent(0.0001)).toBe('<\u00a00.1\u00a0%');
    expect(percent(0.99999)).toBe('>\u00a099.9\u00a0%');
    expect(percent(1)).toBe('100.0\u00a0%');
  });
  it('says "to" where a dash could be taken for a minus', () => {
    expect(range_text(0.091, 0.14, 'share')).toBe('9.1–14.0\u00a0%');
    expect(range_text(-0.02, 0.2, 'coefficient')).toBe('\u22120.020 to 0.200');
  });
  it('speaks of one in so many only where that is a natural thing to say', () => {
    expect(one_in(1 / 8)).toBe('1 in 8');
    expect(one_in(0.6)).toBeNull();
    expect(one_in(0.0001)).toBeNull();
    expect(one_in(Number.NaN)).toBeNull();
  });
  it('shows long times in minutes', () => {
    expect(seconds_text(8.84)).toBe('8.8\u00a0s');
    expect(seconds_text(600)).toBe('10.0\u00a0min');
  });
});
