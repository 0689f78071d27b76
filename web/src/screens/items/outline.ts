// The outline of a region in pixels of its image: a polygon as it is, a box by two of its corners.

import type { Region } from '../../api/types.ts';

export interface Size {
  width: number;
  height: number;
}

type Point = [number, number];

export function outline(
  { points, unit, shape }: Pick<Region, 'points' | 'unit' | 'shape'>,
  size: Size,
): Point[] {
  const [across, down] = unit === 'percent' ? [size.width / 100, size.height / 100] : [1, 1];
  const placed = points.map(([x = 0, y = 0]): Point => [x * across, y * down]);
  if (shape === 'polygon' || placed.length < 2) return placed;
  const xs = placed.map(([x]) => x);
  const ys = placed.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}
