// A confusion matrix: counts[true][given].

import type { Confusion } from './document.ts';

export interface Matrix {
  categories: string[];
  counts: number[][];
}

export function row_totals(matrix: Matrix): Map<string, number> {
  return new Map(
    matrix.categories.map((name, row) => [
      name,
      (matrix.counts[row] ?? []).reduce((sum, count) => sum + count, 0),
    ]),
  );
}

// The categories in most mistakes, either way, in the matrix's own order.
export function most_confused(matrix: Matrix, count_max: number): number[] {
  const mistakes = matrix.categories.map(() => 0);
  matrix.counts.forEach((line, row) => {
    line.forEach((count, column) => {
      if (row === column) return;
      mistakes[row] = (mistakes[row] ?? 0) + count;
      mistakes[column] = (mistakes[column] ?? 0) + count;
    });
  });
  return mistakes
    .map((count, index) => ({ count, index }))
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, count_max)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

export function part_of(matrix: Matrix, kept: number[]): Matrix {
  return {
    categories: kept.map((index) => matrix.categories[index] ?? ''),
    counts: kept.map((row) => kept.map((column) => matrix.counts[row]?.[column] ?? 0)),
  };
}

// Every cell that is not empty, mistakes first, most frequent first.
export function cells_by_count(matrix: Matrix): Confusion[] {
  const cells: (Confusion & { right: boolean })[] = [];
  matrix.counts.forEach((line, row) => {
    line.forEach((count, column) => {
      if (count === 0) return;
      cells.push({
        from: matrix.categories[row] ?? '',
        to: matrix.categories[column] ?? '',
        count,
        right: row === column,
      });
    });
  });
  return cells.sort((a, b) => Number(a.right) - Number(b.right) || b.count - a.count);
}
