import { describe, expect, it } from 'vitest';
import { outline } from './outline.ts';

const size = { width: 400, height: 300 };

describe('the outline of a region', () => {
  it('of a box goes around its corners, whichever two are given', () => {
    const around = [
      [40, 30],
      [200, 30],
      [200, 90],
      [40, 90],
    ];
    for (const points of [
      [
        [40, 30],
        [200, 90],
      ],
      [
        [200, 30],
        [40, 90],
      ],
    ])
      expect(outline({ points, unit: 'pixels', shape: 'box' }, size)).toEqual(around);
    const percent = [
      [10, 10],
      [50, 30],
    ];
    expect(outline({ points: percent, unit: 'percent', shape: 'box' }, size)).toEqual(around);
  });

  it('of a polygon is its points', () => {
    const points = [
      [1, 2],
      [30, 40],
      [5, 60],
    ];
    expect(outline({ points, unit: 'pixels', shape: 'polygon' }, size)).toEqual(points);
  });
});
