// The delivery that the screens are driven with: the one in the folder that ASSAY_SCREENS_DATA names (items.csv,
// labels.csv, gold.csv), or one with known truth.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assay } from "./assay.ts";

export interface Delivery {
  items: string;
  annotations: string;
  gold: string;
  counts: { items: number; annotations: number; gold: number };
  // Every label that occurs, the most frequent last.
  categories: string[];
}

// Enough of CSV for the names in these files: fields may stand in quotes.
function rows_of(file: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/);
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => (quoted ?? plain ?? "").replaceAll('""', '"'),
    );
  const names = cells(head);
  return lines.map((line) =>
    Object.fromEntries(
      cells(line).map((cell, at) => [names[at] ?? at.toString(), cell]),
    ),
  );
}

function categories_of(rows: Record<string, string>[]): string[] {
  const counts = new Map<string, number>();
  for (const { label = "" } of rows)
    if (label !== "") counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => a - b).map(([name]) => name);
}

export function small_delivery(folder: string): Delivery {
  const given = process.env.ASSAY_SCREENS_DATA;
  const delivery = given ?? join(folder, "small");
  const sizes = ["--items", "400", "--annotators", "10", "--gold", "80"];
  if (!given) assay("simulate", "--seed", "2", ...sizes, "-o", delivery);
  const [items, annotations, gold] = ["items", "labels", "gold"].map((name) =>
    join(delivery, `${name}.csv`),
  ) as [string, string, string];
  const labels = rows_of(annotations);
  return {
    ...{ items, annotations, gold },
    counts: {
      items: rows_of(items).length,
      annotations: labels.length,
      gold: rows_of(gold).length,
    },
    categories: categories_of(labels),
  };
}
