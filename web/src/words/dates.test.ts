import { describe, expect, it } from 'vitest';
import { ago_text, utc_text } from './dates.ts';

const then = '2026-03-02T08:09:10Z';
const at = new Date(then).getTime();
const hour = 3600_000;

describe('dates', () => {
  it('say how long ago in one unit', () => {
    expect(ago_text(then, at + 10_000)).toBe('just now');
    expect(ago_text(then, at + 5 * 60_000)).toBe('5 min ago');
    expect(ago_text(then, at + 3 * hour)).toBe('3 h ago');
    expect(ago_text(then, at + 50 * hour)).toBe('2 d ago');
    expect(ago_text(then, at + 800 * 24 * hour)).toBe('2 y ago');
  });

  it('say how far off what is yet to come is', () => {
    expect(ago_text(then, at - 10_000)).toBe('just now');
    expect(ago_text(then, at - 4 * hour)).toBe('in 4 h');
    expect(ago_text(then, at - 72 * hour)).toBe('in 3 d');
  });

  it('are shown as they are when they are none', () => {
    expect(utc_text(then)).toBe('2026-03-02 08:09:10 UTC');
    expect(utc_text('soon')).toBe('soon');
    expect(ago_text('soon', at)).toBe('');
  });
});
