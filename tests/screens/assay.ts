// The real binary, and what it makes of a delivery.

import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

// ASSAY names the binary; otherwise the one that was built last.
export function binary(): string {
  if (process.env.ASSAY) return resolve(process.env.ASSAY);
  const built = ["release", "dev"]
    .map((preset) => join(root, "build", preset, "assay"))
    .filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!built[0])
    throw new Error(
      "no binary: ./do build makes build/release/assay, or set ASSAY",
    );
  return built[0];
}

export function assay(...options: string[]): string {
  return execFileSync(binary(), options, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

// Pictures stay here until the next run, for people to look at.
export const pictures = join(root, "web", "screens-out");

export function fresh_pictures(name: string): string {
  const folder = join(pictures, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const temporary_folder = (): string =>
  mkdtempSync(join(tmpdir(), "assay-screens-"));

// The example delivery of ./do demo, inspected.
export function demo_report(folder: string): string {
  const delivery = join(folder, "delivery");
  assay("simulate", "--seed", "1", "-o", delivery);
  const file = join(folder, "report.html");
  const beside = (name: string) => join(delivery, `${name}.csv`);
  assay(
    "inspect",
    beside("labels"),
    "--gold",
    beside("gold"),
    "--items",
    beside("items"),
    "--annotators",
    beside("annotators"),
    "--html",
    file,
  );
  return file;
}

// A plan, and a gate held against a small delivery: nearly all right, so that neither limit is reached.
export function gate_pages(folder: string): { plan: string; gate: string } {
  const beside = (name: string) => join(folder, name);
  const items = Array.from({ length: 150 }, (_, at) => `i${at.toString()}`);
  const rows = (label: (at: number) => string, annotator: string) =>
    items.map((item, at) => `${item}${annotator},${label(at)}\n`).join("");
  const given = (at: number) => (at % 3 === 0 ? "polyp" : "normal");
  writeFileSync(
    beside("judged.csv"),
    "item,annotator,label\n" + rows(given, ",a"),
  );
  writeFileSync(
    beside("verdicts.csv"),
    "item,label\n" + rows((at) => (at % 40 === 20 ? "other" : given(at)), ""),
  );
  const plan = beside("gate_plan.html");
  const gate = beside("gate.html");
  assay(
    "plan",
    "gate",
    "--category",
    "polyp",
    "-o",
    beside("gate_plan.json"),
    "--html",
    plan,
  );
  try {
    assay(
      "gate",
      beside("gate_plan.json"),
      beside("judged.csv"),
      "--gold",
      beside("verdicts.csv"),
      "--html",
      gate,
    );
  } catch {
    // Not enough evidence is exit code 3; the page is written all the same.
  }
  return { plan, gate };
}

export const hostile_names = [
  "</script><script>window.broken = 1</script>",
  '<img src=x onerror="window.broken = 1">',
  "\u202egnp.exe",
  "\"'`; ${window.broken = 1}",
  "a\u2028b\u2029c",
  "<!--<script>",
  "&lt;b&gt;&amp;",
  "\u0645\u0631\u062d\u0628\u0627 \u202bmixed\u202c left",
  `a very long name without an end ${"x".repeat(160)}`,
  "肺炎と気胸",
];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

function write_table(file: string, rows: string[][]) {
  writeFileSync(
    file,
    rows.map((row) => row.map(quoted).join(",")).join("\n") + "\n",
  );
}

const hostile = (index: number) =>
  hostile_names[index % hostile_names.length] ?? "";

// A delivery in which every name is made to break the report: 300 items, five annotators an item, two
// questions, errors that gather, gold, attributes of both.
export function hostile_report(folder: string): string {
  const labels = [["item", "question", "annotator", "label"]];
  const gold = [["item", "question", "label"]];
  const items = [["item", "<u>site</u>", '"view"\u202e']];
  const people = [["annotator", "<script>team</script>"]];
  for (let item = 0; item < 300; ++item) {
    const name = `${hostile(item)} ${item.toString()}`;
    items.push([name, hostile(item % 3), hostile(3 + (item % 2))]);
    for (const question of [hostile(0), hostile(2)]) {
      const truth = (item * 7) % 4;
      if (item < 120) gold.push([name, question, hostile(truth)]);
      for (let annotator = 0; annotator < 5; ++annotator) {
        const person = (item + annotator) % 10;
        const wrong =
          (item * 31 + annotator * 17) % 100 < (item % 3 === 1 ? 40 : 8);
        labels.push([
          name,
          question,
          `${hostile(person)} person`,
          hostile(wrong ? (truth + 1) % 4 : truth),
        ]);
      }
    }
  }
  for (let person = 0; person < 10; ++person)
    people.push([`${hostile(person)} person`, hostile(person % 4)]);
  const file = (name: string) => join(folder, name);
  const labels_file = file("<img src=x onerror=alert(1)>\u202e.csv");
  write_table(labels_file, labels);
  write_table(file("gold.csv"), gold);
  write_table(file("items.csv"), items);
  write_table(file("people.csv"), people);
  const out = file("hostile.html");
  assay(
    "inspect",
    labels_file,
    "--gold",
    file("gold.csv"),
    "--items",
    file("items.csv"),
    "--annotators",
    file("people.csv"),
    "--html",
    out,
  );
  return out;
}

// Half of the answers began as predictions, a tenth are repeated, causes are coded: what disagreement is made of.
export function sources_report(folder: string): string {
  const labels = [["item", "annotator", "label", "anchored"]];
  const causes = [["item", "cause"]];
  const codes = ["guideline_silent", "annotator_error", "item_defect"];
  const category = (at: number) => ["normal", "polyp", "ulcer"][at % 3] ?? "";
  for (let item = 0; item < 400; ++item) {
    const name = `i${item.toString()}`;
    let differ = false;
    for (let annotator = 0; annotator < 4; ++annotator) {
      const anchored = item % 2 === 0;
      const odd = (item * 31 + annotator * 17) % 100 < (anchored ? 6 : 22);
      differ ||= odd;
      const answer = category(odd ? item + 1 : item);
      const person = `reader ${annotator.toString()}`;
      labels.push([name, person, answer, anchored ? "true" : "false"]);
      if (item % 10 === annotator)
        labels.push([
          name,
          person,
          item % 30 === annotator ? category(item + 2) : answer,
          "false",
        ]);
    }
    if (differ && item % 4 < 2) causes.push([name, codes[item % 3] ?? ""]);
  }
  const file = (name: string) => join(folder, name);
  write_table(file("sources.csv"), labels);
  write_table(file("causes.csv"), causes);
  const out = file("sources.html");
  assay(
    "inspect",
    file("sources.csv"),
    "--items",
    file("causes.csv"),
    "--html",
    out,
  );
  return out;
}

// Hours of the day by people of two teams: numbers on a circle, and several answers may be right.
export function plural_report(folder: string): string {
  const labels = [["item", "annotator", "label"]];
  const people = [["annotator", "team"]];
  for (let item = 0; item < 200; ++item) {
    for (let annotator = 0; annotator < 6; ++annotator) {
      const shift = annotator < 3 ? 0 : (item % 5) * 3;
      const hour = (item * 7 + shift + ((item * 13 + annotator * 5) % 3)) % 24;
      labels.push([
        `i${item.toString()}`,
        `p${annotator.toString()}`,
        hour.toString(),
      ]);
    }
  }
  for (let annotator = 0; annotator < 6; ++annotator)
    people.push([
      `p${annotator.toString()}`,
      annotator < 3 ? "north" : "south",
    ]);
  const file = (name: string) => join(folder, name);
  write_table(file("hours.csv"), labels);
  write_table(file("teams.csv"), people);
  const out = file("plural.html");
  const options = ["--annotators", file("teams.csv"), "--kind", "interval"];
  assay(
    "inspect",
    file("hours.csv"),
    ...options,
    "--distance",
    "circular:24",
    "--truth",
    "plural",
    "--html",
    out,
  );
  return out;
}
