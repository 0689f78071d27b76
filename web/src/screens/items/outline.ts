// What of a region can be drawn on its image, in the image's pixels. Other shapes stand in the list alone.

import type { Region } from '../../api/types.ts';
import { path_of } from './mask.ts';

type Point = [x: number, y: number];

export type Drawing =
  | { kind: 'area' | 'line' | 'dots'; points: Point[] }
  | { kind: 'ellipse'; centre: Point; radii: Point; degrees: number }
  | { kind: 'cuboid'; front: Point[]; back: Point[] } // corner by corner, going around a face
  | { kind: 'mask'; path: string }
  | { kind: 'mask_box'; points: Point[] };

const kinds: Record<string, 'area' | 'line' | 'dots'> = {
  ...{ box: 'area', polygon: 'area', polyline: 'line', points: 'dots' },
};

export function drawing_of({
  points: given,
  shape,
  mask,
}: Pick<Region, 'points' | 'shape' | 'mask'>): Drawing | null {
  const points = given.map(([x = 0, y = 0]): Point => [x, y]);
  if (shape === 'ellipse') return ellipse_of(points);
  if (shape === 'cuboid') return cuboid_of(points);
  if (shape === 'mask') {
    const path = mask && path_of(mask);
    if (path !== null) return { kind: 'mask', path };
    return points.length < 3 ? null : { kind: 'mask_box', points };
  }
  const kind = kinds[shape];
  const needed = kind === 'area' ? 3 : kind === 'line' ? 2 : 1;
  return kind && points.length >= needed ? { kind, points } : null;
}

// From the ends of its axes, the first one the end that is right of the centre before turning.
function ellipse_of([right, below, left, above]: Point[]): Drawing | null {
  if (!right || !below || !left || !above) return null;
  const across: Point = [right[0] - left[0], right[1] - left[1]];
  const down: Point = [below[0] - above[0], below[1] - above[1]];
  return {
    kind: 'ellipse',
    centre: [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2],
    radii: [Math.hypot(...across) / 2, Math.hypot(...down) / 2],
    degrees: (Math.atan2(across[1], across[0]) * 180) / Math.PI,
  };
}

const length_of = ([from, to]: [Point, Point]): number => Math.hypot(to[0] - from[0], to[1] - from[1]);

// Of each face the corners come top and bottom of one side, then of the other. Which side of the back face comes
// first differs between tools: edges that cross are longer together than those that do not.
function cuboid_of(points: Point[]): Drawing | null {
  const [a, b, c, d, e, f, g, h] = points;
  if (!a || !b || !c || !d || !e || !f || !g || !h) return null;
  const front = [a, b, d, c];
  const length = (back: Point[]): number =>
    front.reduce((sum, corner, at) => sum + length_of([corner, back[at] ?? corner]), 0);
  const [same, other] = [
    [e, f, h, g],
    [g, h, f, e],
  ];
  return { kind: 'cuboid', front, back: length(same) <= length(other) ? same : other };
}
