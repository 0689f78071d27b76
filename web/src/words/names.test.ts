import { describe, expect, it } from 'vitest';
import { printable, shorten } from './names.ts';

describe('names', () => {
  it('shows what would turn the line around as a replacement character', () => {
    expect(printable('\u202etxt.exe')).toBe('\ufffdtxt.exe');
    expect(printable('a\u2066b\u2069')).toBe('a\ufffdb\ufffd');
  });
  it('makes breaks into spaces', () => {
    expect(printable('a\nb\u2028c')).toBe('a b c');
  });
  it('leaves every other script as it is', () => {
    for (const name of ['肺炎', 'عربي', 'naïve <b>&amp;', '👩‍⚕️']) expect(printable(name)).toBe(name);
  });
  it('shortens between characters, not inside them', () => {
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('👍👍👍👍', 3)).toBe('👍👍…');
    expect(shorten('abc', 3)).toBe('abc');
  });
});
