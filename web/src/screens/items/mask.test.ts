import { describe, expect, it } from 'vitest';
import { path_of, type Mask } from './mask.ts';

const mask = (order: Mask['order'], width: number, height: number, runs: number[]): Mask => ({
  ...{ left: 0, top: 0 },
  ...{ width, height, order, runs },
});

// The pixels that the rectangles of a path cover; how often, so that none is covered twice.
function pixels_of(path: string | null, width: number, height: number): string[] {
  const covered = Array.from({ length: height }, () => Array<number>(width).fill(0));
  for (const [, ...numbers] of (path ?? '').matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)) {
    const [x = 0, y = 0, wide = 0, high = 0] = numbers.map(Number);
    for (let row = y; row < y + high; ++row)
      for (let column = x; column < x + wide; ++column) {
        const line = covered[row] ?? [];
        line[column] = (line[column] ?? 0) + 1;
      }
  }
  return covered.map((row) => row.map((count) => (count === 0 ? '.' : count.toString())).join(''));
}

const drawn = ({ width, height, ...rest }: Mask) =>
  pixels_of(path_of({ width, height, ...rest }), width, height);

// CVAT for images 1.1, the mask of its format description: "rle ... row by row", left 707, top 888.
const cvat = [
  ...[3, 5, 7, 7, 5, 9, 3, 11, 2, 11, 2, 12, 1, 12, 1, 26, 1, 12, 1, 12, 2, 11, 3, 9, 5, 7, 7, 5, 3],
];

describe('the path of a mask', () => {
  it('covers the runs inside: M=[0 0 1 1 1 0 1] is [2 3 1 1], M=[1 1 1 1 1 1 0] is [0 6 1] (COCO, maskApi.h)', () => {
    for (const order of ['rows', 'columns'] as const) {
      const [wide, high] = order === 'rows' ? [7, 1] : [1, 7];
      expect(drawn(mask(order, wide, high, [2, 3, 1, 1])).join('')).toBe('..111.1');
      expect(drawn(mask(order, wide, high, [0, 6, 1])).join('')).toBe('111111.');
    }
  });

  it('goes along the rows, over the ends of lines', () => {
    expect(drawn(mask('rows', 13, 15, cvat))).toEqual([
      '...11111.....',
      '..1111111....',
      '.111111111...',
      '11111111111..',
      '11111111111..',
      '111111111111.',
      '111111111111.',
      '1111111111111',
      '1111111111111',
      '.111111111111',
      '.111111111111',
      '..11111111111',
      '...111111111.',
      '....1111111..',
      '.....11111...',
    ]);
  });

  it('goes along the columns, as COCO does', () => {
    expect(drawn(mask('columns', 3, 2, [1, 3, 2]))).toEqual(['.1.', '11.']);
    expect(drawn(mask('columns', 4, 3, [1, 9, 2]))).toEqual(['.111', '111.', '111.']);
  });

  it('lies where the box of the mask lies', () => {
    expect(path_of({ ...mask('rows', 2, 2, [1, 2, 1]), left: 707, top: 888 })).toBe(
      'M708 888h1v1h-1zM707 889h1v1h-1z',
    );
  });

  it('costs the runs and not the pixels', () => {
    const wide = 100_000;
    expect(path_of(mask('rows', wide, wide, [1, wide * wide - 1]))?.split('M')).toHaveLength(3);
    expect(path_of(mask('rows', 4, 4, [16]))).toBe('');
  });

  it('is none of runs that do not fill the box, are no lengths, or are too many', () => {
    for (const runs of [[], [5], [7], [-1, 7], [1.5, 4.5], [NaN, 6], [Infinity]])
      expect(path_of(mask('rows', 3, 2, runs))).toBeNull();
    expect(path_of(mask('rows', -3, -2, [6]))).toBeNull();
    expect(path_of(mask('rows', 1000, 300, Array<number>(300_000).fill(1)))).toBeNull();
  });
});
