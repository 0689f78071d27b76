import { describe, expect, it } from 'vitest';
import { drawing_of } from './outline.ts';

const corners = [
  [40, 30],
  [200, 30],
  [200, 90],
  [40, 90],
];
const mask = null;

describe('the drawing of a region', () => {
  it('is the area of a box or a polygon, the line of a polyline, the dots of points', () => {
    for (const [shape, kind] of [
      ['box', 'area'],
      ['polygon', 'area'],
      ['polyline', 'line'],
      ['points', 'dots'],
    ] as const)
      expect(drawing_of({ points: corners, shape, mask })).toEqual({ kind, points: corners });
    expect(drawing_of({ points: [[1, 2]], shape: 'points', mask })).not.toBeNull();
  });

  it('is none of a shape whose numbers are no points, or of too few points', () => {
    for (const shape of ['ellipse', 'cuboid', 'mask', 'span', 'box'])
      expect(drawing_of({ points: corners.slice(0, 2), shape, mask })).toBeNull();
    expect(drawing_of({ points: [], shape: 'points', mask })).toBeNull();
  });

  it('is the two faces of a cuboid, corner to corner whichever side of the back comes first', () => {
    const top_bottom = (left: number, right: number, top: number, bottom: number) =>
      [left, left, right, right].map((x, at) => [x, at % 2 === 0 ? top : bottom]);
    const front = top_bottom(10, 60, 20, 80);
    const back = top_bottom(30, 70, 10, 60);
    const seen_from_behind = [...back.slice(2), ...back.slice(0, 2)];
    const around = ([a, b, c, d]: number[][]) => [a, b, d, c];
    const cuboid = { kind: 'cuboid', front: around(front), back: around(back) };
    for (const given of [back, seen_from_behind])
      expect(drawing_of({ points: [...front, ...given], shape: 'cuboid', mask })).toEqual(cuboid);
    expect(drawing_of({ points: front, shape: 'cuboid', mask })).toBeNull();
  });

  it('is an ellipse turned as the ends of its axes are', () => {
    const straight = [
      [80, 40],
      [50, 50],
      [20, 40],
      [50, 30],
    ];
    const ellipse = { kind: 'ellipse', centre: [50, 40], radii: [30, 10] };
    expect(drawing_of({ points: straight, shape: 'ellipse', mask })).toEqual({ ...ellipse, degrees: 0 });
    // A quarter turn clockwise, y downwards: the right end comes to lie below the centre.
    const turned = [
      [50, 70],
      [40, 40],
      [50, 10],
      [60, 40],
    ];
    expect(drawing_of({ points: turned, shape: 'ellipse', mask })).toEqual({ ...ellipse, degrees: 90 });
  });

  it('is the mask, or its box when the runs cannot be drawn', () => {
    const runs = { left: 40, top: 30, width: 2, height: 1, order: 'rows' as const, runs: [1, 1] };
    expect(drawing_of({ points: corners, shape: 'mask', mask: runs })).toEqual({
      kind: 'mask',
      path: 'M41 30h1v1h-1z',
    });
    for (const broken of [null, { ...runs, runs: [1] }])
      expect(drawing_of({ points: corners, shape: 'mask', mask: broken })).toEqual({
        kind: 'mask_box',
        points: corners,
      });
  });
});
