// A project about people for the screens: its people, its files, and what every page of it must keep to.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { owner } from "./application.ts";

const of_the_client = (name: string, email: string) => ({
  ...{ name, email, organisation: owner.organisation },
});
// The owner of the project: not who made the accounts, for between those two nobody agrees to anything. An expert,
// who agrees to what the owner asks for; and somebody without a part in it.
export const keeper = of_the_client("Dan Keeper", "dan@example.com");
export const second = of_the_client("Bea Second", "bea@example.com");
export const stranger = of_the_client("Cem Stranger", "cem@example.com");

// As if their account had been made long ago: who made it may then agree with them.
export function made_long_ago(folder: string, person: { email: string }) {
  const untie = [
    "import sqlite3, sys",
    "with sqlite3.connect(sys.argv[1], timeout=20) as base:",
    "    done = base.execute('update credential_tie set created_at = 0 where user_id = (select user_id from'",
    "        ' user_account where email = ?)', sys.argv[2:])",
    "    assert done.rowcount == 1",
  ].join("\n");
  const file = join(folder, "data", "assay.db");
  execFileSync("python3", ["-c", untie, file, person.email]);
}

export const project_name = "Livers";
export const purpose = "the study of livers";
export const count = 6;

// Reports "patient 1" to "patient 6", each judged by three people.
export function reports(folder: string): {
  items: string;
  annotations: string;
} {
  const numbers = Array.from({ length: count }, (_, at) => (at + 1).toString());
  const items = numbers.map(
    (number) => `patient ${number},Report ${number}: the liver is enlarged.`,
  );
  const annotations = numbers.flatMap((number, at) =>
    ["a", "b", "c"].map(
      (who, place) =>
        `patient ${number},${who},${(at + place) % 4 === 0 ? "well" : "ill"}`,
    ),
  );
  const file = (name: string, head: string, rows: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${[head, ...rows].join("\n")}\n`);
    return path;
  };
  return {
    items: file("reports.csv", "item,text", items),
    annotations: file("judged.csv", "item,annotator,label", annotations),
  };
}
