// A mask as the path of its runs. Runs are lengths along the rows or the columns of the mask's box, outside and
// inside in turn, the first outside: CVAT's and COCO's form; the server brings other tools' masks into it. The
// cost is the runs, however large the image.

import type { Region } from '../../api/types.ts';

export type Mask = NonNullable<Region['mask']>;

const runs_max = 200_000;
const is_count = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

// A run inside, as at most three blocks of lines: the rest of a line, whole lines, the beginning of one.
function blocks_of(
  from: number,
  to: number,
  length: number,
): [along: number, across: number, by: number][] {
  const blocks: [number, number, number][] = [];
  const [first, last] = [Math.floor(from / length), Math.floor(to / length)];
  const start = from % length;
  if (first === last) return [[from, to, 1]];
  if (start > 0) blocks.push([from, (first + 1) * length, 1]);
  const whole = start > 0 ? first + 1 : first;
  if (whole < last) blocks.push([whole * length, (whole + 1) * length, last - whole]);
  if (to % length > 0) blocks.push([last * length, to, 1]);
  return blocks;
}

// Blocks do not overlap, so any rule of filling gives the mask. Nothing when the runs are too many, no lengths,
// or do not fill the box.
export function path_of({ left, top, width, height, order, runs }: Mask): string | null {
  if (runs.length > runs_max || !runs.every(is_count) || !is_count(width) || !is_count(height)) return null;
  if (runs.reduce((sum, run) => sum + run, 0) !== width * height) return null;
  const length = order === 'rows' ? width : height;
  const path: string[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    const from = at;
    at += run;
    if (index % 2 === 0 || run === 0) continue;
    for (const [begin, end, lines] of blocks_of(from, at, length)) {
      const [along, across] = [begin % length, Math.floor(begin / length)];
      const [x, y, wide, high] =
        order === 'rows' ? [along, across, end - begin, lines] : [across, along, lines, end - begin];
      path.push(
        `M${(left + x).toString()} ${(top + y).toString()}h${wide.toString()}v${high.toString()}h-${wide.toString()}z`,
      );
    }
  }
  return path.join('');
}
