import { describe, expect, it } from 'vitest';
import { drawing_of } from './outline.ts';

const corners = [
  [40, 30],
  [200, 30],
  [200, 90],
  [40, 90],
];

describe('the drawing of a region', () => {
  it('is the area of a box or a polygon, the line of a polyline, the dots of points', () => {
    for (const [shape, kind] of [
      ['box', 'area'],
      ['polygon', 'area'],
      ['polyline', 'line'],
      ['points', 'dots'],
    ] as const)
      expect(drawing_of({ points: corners, shape })).toEqual({ kind, points: corners });
    expect(drawing_of({ points: [[1, 2]], shape: 'points' })).not.toBeNull();
  });

  it('is none of a shape whose numbers are no points, or of too few points', () => {
    for (const shape of ['ellipse', 'mask_rows', 'span', 'box'])
      expect(drawing_of({ points: corners.slice(0, 2), shape })).toBeNull();
    expect(drawing_of({ points: [], shape: 'points' })).toBeNull();
  });
});
