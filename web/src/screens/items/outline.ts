// What of a region can be drawn on its image, in the image's pixels. Other shapes stand in the list alone.

import type { Region } from '../../api/types.ts';

type Point = [number, number];

export interface Drawing {
  kind: 'area' | 'line' | 'dots';
  points: Point[];
}

const kinds: Record<string, Drawing['kind']> = {
  ...{ box: 'area', polygon: 'area', polyline: 'line', points: 'dots' },
};

export function drawing_of({ points, shape }: Pick<Region, 'points' | 'shape'>): Drawing | null {
  const kind = kinds[shape];
  const needed = kind === 'area' ? 3 : kind === 'line' ? 2 : 1;
  if (!kind || points.length < needed) return null;
  return { kind, points: points.map(([x = 0, y = 0]): Point => [x, y]) };
}
