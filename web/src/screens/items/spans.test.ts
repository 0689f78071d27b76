import { describe, expect, it } from 'vitest';
import { pieces_of } from './spans.ts';

const text = 'A cough since Monday';

describe('the pieces of a text', () => {
  it('know every span that covers them', () => {
    const [first, second] = [
      { start: 2, end: 13 },
      { start: 8, end: 20 },
    ];
    const pieces = pieces_of(text, [first, second]);
    expect(pieces.map((piece) => [piece.text, piece.spans.length])).toEqual([
      ['A ', 0],
      ['cough ', 1],
      ['since', 2],
      [' Monday', 1],
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('are one when no span lies in the text', () => {
    for (const span of [
      { start: 5, end: 5 },
      { start: 30, end: 40 },
      { start: null, end: null },
    ])
      expect(pieces_of(text, [span])).toEqual([{ text, at: 0, end: text.length, spans: [] }]);
  });

  it('count a character outside the first plane once', () => {
    const pieces = pieces_of('😀 cough', [{ start: 2, end: 7 }]);
    expect(pieces.map((piece) => piece.text)).toEqual(['😀 ', 'cough']);
  });

  it('end with the text', () => {
    expect(pieces_of(text, [{ start: -3, end: 99 }]).map((piece) => piece.text)).toEqual([text]);
  });
});
