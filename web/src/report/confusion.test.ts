import { describe, expect, it } from 'vitest';
import { cells_by_count, most_confused, part_of, row_totals } from './confusion.ts';

const matrix = {
  categories: ['a', 'b', 'c'],
  counts: [
    [90, 1, 0],
    [0, 50, 9],
    [0, 4, 30],
  ],
};

describe('confusion', () => {
  it('keeps the categories in most mistakes, in their own order', () => {
    expect(most_confused(matrix, 2)).toEqual([1, 2]);
    expect(part_of(matrix, [1, 2])).toEqual({
      categories: ['b', 'c'],
      counts: [
        [50, 9],
        [4, 30],
      ],
    });
  });
  it('lists mistakes before what is right, and no empty cell', () => {
    expect(cells_by_count(matrix).map(({ from, to, count }) => [from, to, count])).toEqual([
      ['b', 'c', 9],
      ['c', 'b', 4],
      ['a', 'b', 1],
      ['a', 'a', 90],
      ['b', 'b', 50],
      ['c', 'c', 30],
    ]);
  });
  it('sums rows over all given categories', () => {
    expect(Object.fromEntries(row_totals(matrix))).toEqual({ a: 91, b: 59, c: 34 });
  });
});
