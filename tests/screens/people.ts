// Two providers in one project, and people of theirs who sign in.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { binary } from "./assay.ts";

export interface Person {
  name: string;
  email: string;
  organisation: string;
}

export const password = "another long enough sentence";

// A login of somebody of an organisation that the server has. The command makes users of the administrator's
// organisation: the record says afterwards whose they are.
export function add_login(folder: string, person: Person) {
  const data = join(folder, "data");
  const about = ["--email", person.email, "--name", person.name];
  execFileSync(binary(), ["user", "add", "--data", data, ...about], {
    env: { PATH: process.env.PATH, ASSAY_PASSWORD: password },
  });
  const belongs = [
    "import sqlite3, sys",
    "base = sqlite3.connect(sys.argv[1], timeout=20)",
    "with base:",
    "    done = base.execute('update user_account set organisation_id = (select organisation_id from organisation'",
    "        ' where name = ?) where email = ?', sys.argv[2:])",
    "    assert done.rowcount == 1",
  ].join("\n");
  const file = join(data, "assay.db");
  const words = [file, person.organisation, person.email];
  execFileSync("python3", ["-c", belongs, ...words]);
}

export async function sign_in(
  on: Page,
  address: string,
  { email }: { email: string },
  secret = password,
) {
  await on.goto(`${address}/sign-in`);
  await on.getByLabel("E-mail").fill(email);
  await on.locator("input[type=password]").fill(secret);
  await on.getByRole("button", { name: "Sign in", exact: true }).click();
}

const day_ms = 86_400_000;
const monday = Date.parse("2026-09-07T00:00:00Z");

// Six weeks of work of two providers and of the client's own people, who name none: items i0 to i119, gold for
// every second. The first provider errs on a tenth, the second on a quarter; some rows say no time.
export function two_providers(folder: string, names: [string, string]) {
  const items = 120;
  const truth = (item: number) => (item % 3 === 0 ? "polyp" : "normal");
  const other = (label: string) => (label === "polyp" ? "normal" : "polyp");
  const rows = ["item,annotator,label,provider,submitted_at"];
  const time_of = (item: number, person: number) =>
    (item + person) % 17 === 0
      ? ""
      : new Date(
          monday + (Math.floor(item / 20) * 7 + (item % 5)) * day_ms,
        ).toISOString();
  for (let item = 0; item < items; ++item) {
    const write = (person: number, provider: string, wrong: boolean) => {
      const label = wrong ? other(truth(item)) : truth(item);
      const who = `p${person.toString()}`;
      rows.push(
        [
          `i${item.toString()}`,
          who,
          label,
          provider,
          time_of(item, person),
        ].join(","),
      );
    };
    for (const person of [1, 2, 3])
      write(person, names[0], (item * 7 + person * 3) % 10 === 0);
    // The second joins later and works on half of the items.
    if (item >= 60)
      for (const person of [4, 5])
        write(person, names[1], (item * 3 + person) % 4 === 0);
    if (item % 10 === 0) write(6, "", false);
  }
  const gold = ["item,label"];
  for (let item = 0; item < items; item += 2)
    gold.push(`i${item.toString()},${truth(item)}`);
  const file = (name: string, lines: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  };
  return {
    annotations: file("two_providers.csv", rows),
    gold: file("two_providers_gold.csv", gold),
    counts: {
      all: rows.length - 1,
      first: items * 3,
      second: (items - 60) * 2,
      items,
    },
  };
}

// A file to choose.
export const list_file = (name: string, text: string) => ({
  ...{ name, mimeType: "text/csv", buffer: Buffer.from(text) },
});

// The people whom two_providers() calls p1 and p2, and the teams they are in.
export const list_of_people = `email,name,role,team,from,until
p1@labels.example,p1,annotator,Morning,2026-09-01,2026-09-30
p1@labels.example,p1,annotator,Evening,2026-10-01,
p2@labels.example,p2,annotator,Evening,2026-09-01,
`;
// The same with three rows that cannot be.
export const list_with_problems = `${list_of_people}nobody@labels.example,,annotator,,,
p3@labels.example,p3,king,,,
no address,,annotator,,,
`;

interface Ids {
  engagement: string;
  organisation: string;
  team: string;
  batch: string;
  assignment: string;
}

// The screens of who works in a project, each with the name of its picture.
export function places_to_visit(place: (name: string) => string, ids: Ids) {
  return {
    owner: [
      ["batches", place("batches")],
      ["batch", place(`batches/${ids.batch}`)],
      ["home", "/"],
      ["people", place("people")],
      ["provider", place(`providers/${ids.engagement}`)],
      ["team", place(`providers/${ids.engagement}/teams/${ids.team}`)],
      ["overview", place("overview")],
      ["organisations", "/organisations"],
      ["organisation", `/organisations/${ids.organisation}`],
      ["organisation-new", "/organisations/new"],
    ],
    lead: [
      ["lead-batches", place("batches")],
      ["lead-batch", place(`batches/${ids.batch}`)],
      ["lead-home", "/"],
      ["lead-schema", place("schema")],
      ["lead-people", place("people")],
      ["lead-overview", place("overview")],
      ["lead-provider", place(`providers/${ids.engagement}`)],
      ["lead-team", place(`providers/${ids.engagement}/teams/${ids.team}`)],
      ["lead-item", place("items/key:i60")],
      ["lead-items", place("items")],
      ["lead-organisation", `/organisations/${ids.organisation}`],
      ["lead-audit", "/audit"],
    ],
    annotator: [
      ["own-items", place("own_items")],
      ["own-item", place(`own_items/${ids.assignment}`)],
    ],
  };
}
