// Two organisations in one project: the owner engages a provider and brings in its lead, who sees its part alone.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Application,
  bring_in,
  heading,
  open_application,
  owner,
  set_up,
  settled,
} from "./application.ts";
import { tells_of_batches } from "./batch_steps.ts";
import { accessibility_violations } from "./browser.ts";
import { faults_of_pages } from "./every_width.ts";
import {
  add_login,
  list_file,
  list_of_people,
  list_with_problems,
  places_to_visit,
  sign_in,
  two_providers,
} from "./people.ts";

const provider = "Example Labels";
const rival = "Other Labels";
const lead = {
  name: "Lea Lead",
  email: "lea@labels.example",
  organisation: provider,
};
const annotator = {
  name: "Max Annotator",
  email: "max@labels.example",
  organisation: provider,
};

let app: Application;
let page: Page;
let theirs: Page;
let judging: Page;
let project = "";
let engagement = "";
let batch = "";
let assignment = "";
let organisation = "";
let team = "";
let counts: ReturnType<typeof two_providers>["counts"];

beforeAll(async () => {
  app = await open_application("people");
  page = app.page;
  await set_up(app);
  theirs = await app.another_person();
  judging = await app.another_person();
});

afterAll(async () => {
  await app.close();
});

const go = (path: string, on = page) => app.go(path, on);
const place = (name: string) => `/projects/${project}/${name}`;
const button = (name: string | RegExp, on = page) =>
  on.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (on = page) => on.getByRole("dialog");
const table = (name: string, on = page) =>
  on.getByRole("group", { name, exact: true }).locator("tbody tr");

async function finds_no_fault(on = page) {
  expect(await accessibility_violations(on)).toEqual([]);
}

async function csv_of(name: string, on = page): Promise<string[]> {
  const coming = on.waitForEvent("download");
  await button(`Save the table “${name}” as CSV`, on).click();
  const file = await coming;
  return readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\r\n");
}

// What the server refuses stands in the console too: only a refusal that the test asks for is forgiven.
async function refused(status: number, act: () => Promise<void>) {
  const before = app.complaints.length;
  await act();
  const said = app.complaints.splice(before);
  expect(said.length).toBeGreaterThan(0);
  for (const complaint of said) expect(complaint).toContain(status.toString());
}

async function add_organisation(name: string) {
  await go("/organisations/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await button("Add the organisation").click();
  await page.waitForURL(/\/organisations\/\d+$/);
  await settled(page);
}

describe("an administrator", () => {
  it("adds an organisation with its calendar", async () => {
    await go("/organisations");
    await expect
      .poll(() => heading(page))
      .toBe("Whose people use this server?");
    await page.getByRole("link", { name: "Add an organisation" }).click();
    await button("Add the organisation").click();
    await page.getByText("This is needed.").waitFor();
    await page.getByLabel("Name", { exact: true }).fill(provider);
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.fill("berlin");
    await page.getByRole("option", { name: "Europe/Berlin" }).click();
    await page.getByLabel("Friday").uncheck();
    await page.getByLabel("From").fill("18:00");
    await page.getByLabel("Holidays").fill("2026-12-25\n2026-12-32");
    await button("Add the organisation").click();
    await page.getByText("The hours end after they begin.").waitFor();
    await page.getByText("Line 2, “2026-12-32”, is no date").waitFor();
    await finds_no_fault();
    await app.picture("organisation-refused");
    await page.getByLabel("From").fill("8:30");
    await page.getByLabel("Holidays").fill("2026-12-25\n2026-12-26");
    await button("Add the organisation").click();
    await page.waitForURL(/\/organisations\/\d+$/);
    organisation = /(\d+)$/.exec(page.url())?.[1] ?? "";
    await page.getByText("Name and calendar").waitFor();
    expect(await page.getByLabel("From").inputValue()).toBe("08:30");
    expect(await page.getByLabel("Friday").isChecked()).toBe(false);
  });

  it("is told beside the field that a name is taken", async () => {
    await go("/organisations/new");
    await page.getByLabel("Name", { exact: true }).fill(provider);
    await refused(409, async () => {
      await button("Add the organisation").click();
      await page.locator(".mantine-InputWrapper-error").waitFor();
    });
    await finds_no_fault();
  });

  it("edits the calendar", async () => {
    await go(`/organisations/${organisation}`);
    await page.getByLabel("Until").fill("24:00");
    await button("Save").click();
    await expect.poll(() => button("Save").isDisabled()).toBe(true);
    await add_organisation(rival);
    await go("/organisations");
    expect(await table("Organisations").count()).toBe(3);
    const row = table("Organisations").filter({ hasText: provider });
    expect(await row.innerText()).toContain("Mon to Thu, 08:30–24:00");
    expect(await csv_of("Organisations")).toHaveLength(4);
  });

  it("has teams of an organisation, whose people come and go", async () => {
    add_login(app.folder, lead);
    add_login(app.folder, annotator);
    await go(`/organisations/${organisation}`);
    await page.getByText("No team yet").waitFor();
    await page.getByLabel("New team").fill("Night shift");
    await button("Add the team").click();
    await page.getByText("Nobody is in this team").waitFor();
    const email = page.getByLabel("E-mail of somebody of this organisation");
    await email.fill(owner.email);
    await refused(404, async () => {
      await button("Joins from now on").click();
      await page
        .getByText("Nobody of that organisation has this e-mail address")
        .waitFor();
    });
    await email.fill(annotator.email);
    await button("Joins from now on").click();
    await button(`${annotator.name} leaves the team`).click();
    await dialog().getByText("From now on.").waitFor();
    await finds_no_fault();
    await button("Leaves the team", page).click();
    await expect.poll(() => page.getByText("still in it").count()).toBe(0);
    await email.fill(annotator.email);
    await button("Joins from now on").click();
    await page.getByText("still in it").waitFor();
    expect(await table("Who is in “Night shift”?").count()).toBe(2);
    expect(await table("Teams").innerText()).toMatch(/Night shift\s+1/);
  });
});

describe("an owner", () => {
  it("has a project with annotations that name providers", async () => {
    await go("/projects/new");
    await page.getByLabel("Name of the project").fill("Chest findings");
    await button("Next").click();
    for (const [at, name] of ["normal", "polyp"].entries())
      await page
        .getByLabel(`Name of category ${(at + 1).toString()}`)
        .fill(name);
    await button("Next").click();
    await button("Make the project").click();
    await page.waitForURL(/\/projects\/\w+\/import$/);
    project = /projects\/(\w+)\//.exec(page.url())?.[1] ?? "";
    const files = two_providers(app.folder, [provider, rival]);
    ({ counts } = files);
    await bring_in(app, project, "Annotations", files.annotations);
    await bring_in(app, project, "Gold", files.gold);
    await go("/");
    const row = table("project").filter({ hasText: "Chest findings" });
    expect(await row.innerText()).toContain("owner");
  });

  it("engages providers", async () => {
    await go(place("people"));
    await page.getByText("No provider is engaged").waitFor();
    await finds_no_fault();
    await app.picture("people-empty");
    for (const name of [provider, rival]) {
      await page
        .getByLabel("Organisation", { exact: true })
        .selectOption({ label: name });
      await button("Engage").click();
      await table("Which providers are engaged?")
        .filter({ hasText: name })
        .waitFor();
    }
  });

  it("compares them on their own annotations", async () => {
    const rows = table("How do the providers compare?");
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().innerText()).toContain(counts.first.toString());
    const lines = await csv_of("How do the providers compare?");
    expect(lines[0]).toContain("right, against gold");
    const [first = 0, second = 0] = [provider, rival].map((name) =>
      Number(lines.find((line) => line.startsWith(name))?.split(",")[1]),
    );
    expect(first).toBeGreaterThan(0.8);
    expect(second).toBeLessThan(first);
  });

  it("brings in a lead, and is told beside the field what cannot be", async () => {
    const email = page.getByLabel("E-mail", { exact: true });
    await page.getByLabel("Works for").selectOption({ label: provider });
    expect(await page.getByLabel("Role", { exact: true }).inputValue()).toBe(
      "lead",
    );
    await button("Bring in").click();
    await page
      .getByText("This does not look like an e-mail address.")
      .waitFor();
    await email.fill("nobody@labels.example");
    await refused(404, async () => {
      await button("Bring in").click();
      await page
        .getByText("Nobody of that organisation has this e-mail address")
        .waitFor();
    });
    await finds_no_fault();
    await app.picture("people-refused");
    await email.fill(lead.email);
    await page.getByLabel(/May adjudicate/).check();
    await button("Bring in").click();
    await page.getByText("Lea Lead is in, as lead.").waitFor();
    const row = table("Who has a role?").filter({ hasText: lead.email });
    expect(await row.innerText()).toMatch(/lead\s+Example Labels\s+yes/);
  });

  it("gives another role, and is kept from leaving the project without owner", async () => {
    await button(`Change the role of ${owner.name}`).click();
    await dialog().getByLabel("Role", { exact: true }).selectOption("expert");
    await refused(409, async () => {
      await dialog().getByRole("button", { name: "Save" }).click();
      await dialog().getByText("last owner").waitFor();
    });
    await finds_no_fault();
    await app.picture("people-change");
    await dialog().getByRole("button", { name: "Cancel" }).click();
  });

  it("sees one provider’s work week by week", async () => {
    await page
      .getByRole("group", { name: "Which providers are engaged?" })
      .getByRole("link", { name: provider })
      .click();
    await page.waitForURL(/providers\/\d+$/);
    engagement = /providers\/(\d+)$/.exec(page.url())?.[1] ?? "";
    await expect
      .poll(() => heading(page))
      .toBe(`How well does ${provider} label?`);
    expect(await page.locator(".tiles").first().innerText()).toContain(
      counts.first.toString(),
    );
    await page
      .getByText(/annotations say no time and are in no week/)
      .waitFor();
    expect(await page.locator(".line_chart").count()).toBe(2);
    const lines = await csv_of("Week by week");
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(/^2026-10-1\d,0\.\d+,0\.\d+,/);
  });
});

describe("the provider’s lead", () => {
  it("signs in to its part of the project alone", async () => {
    await sign_in(theirs, app.server.address, lead);
    const row = table("project", theirs);
    await row.first().waitFor();
    const text = await row.innerText();
    expect(text).toContain("lead");
    expect(text).toContain(counts.first.toString());
    expect(text).not.toContain(counts.all.toString());
    expect(text).toContain("not shown to your role");
    await theirs.getByRole("link", { name: "Chest findings" }).click();
    await theirs.waitForURL(/overview$/);
    await theirs.locator(".tile").first().waitFor();
    const navigation = theirs.getByRole("navigation", {
      name: "Steps of the project",
    });
    const places = (await navigation.getByRole("link").allInnerTexts()).map(
      (each) => each.trim(),
    );
    expect(places).toEqual([
      ...["Schema", "People and providers", "Batches"],
      ...["Our work", "Overview", "Items", "Planning"],
    ]);
    expect(await theirs.getByText("Everything as files").count()).toBe(0);
  });

  it("is told for whom the other pages are", async () => {
    for (const name of ["snapshots", "gold", "import/new", "schema/change"]) {
      await go(place(name), theirs);
      await expect
        .poll(() => heading(theirs))
        .toMatch(/^This page is for owners/);
      await theirs.getByText("You are a lead in this project.").waitFor();
      await finds_no_fault(theirs);
    }
    await app.picture("not-yours", theirs);
    await go("/audit", theirs);
    await theirs.getByText("you are neither").waitFor();
    await go("/organisations/new", theirs);
    await expect.poll(() => heading(theirs)).toMatch(/administrators/);
  });

  it("sees its own engagement, weeks and items, and no gold", async () => {
    await go(place("people"), theirs);
    expect(await table("Your engagement", theirs).count()).toBe(1);
    expect(await theirs.getByText(rival).count()).toBe(0);
    expect(await theirs.getByText(owner.email).count()).toBe(0);
    await go(place(`providers/${engagement}`), theirs);
    expect(await table("Week by week", theirs).count()).toBe(6);
    await go(place("items/key:i60"), theirs);
    const said = table("Annotations side by side", theirs);
    expect(await said.count()).toBe(3);
    await theirs.getByText("not shown to your role.").waitFor();
    await go(place("items"), theirs);
    expect(await theirs.getByLabel("Gold says").count()).toBe(0);
  });

  it("brings in annotators and reviewers", async () => {
    await go(place("people"), theirs);
    const roles = await theirs
      .getByLabel("Role", { exact: true })
      .locator("option")
      .all();
    expect(roles).toHaveLength(2);
    expect(await theirs.getByLabel("Works for").count()).toBe(0);
    await theirs.getByLabel("E-mail", { exact: true }).fill(annotator.email);
    await button("Bring in", theirs).click();
    await theirs.getByText("Max Annotator is in, as annotator.").waitFor();
    expect(await table("Your people", theirs).count()).toBe(2);
    expect(await button(`Remove ${lead.name}`, theirs).count()).toBe(0);
    await button(`Change the role of ${annotator.name}`, theirs).click();
    await dialog(theirs)
      .getByLabel("Role", { exact: true })
      .selectOption("reviewer");
    await dialog(theirs).getByRole("button", { name: "Save" }).click();
    await table("Your people", theirs)
      .filter({ hasText: /reviewer/ })
      .waitFor();
    await button(`Change the role of ${annotator.name}`, theirs).click();
    await dialog(theirs)
      .getByLabel("Role", { exact: true })
      .selectOption("annotator");
    await dialog(theirs).getByRole("button", { name: "Save" }).click();
    await dialog(theirs).waitFor({ state: "detached" });
  });

  it("takes people and teams in by a list, once nothing is wrong with it", async () => {
    for (const name of ["p1", "p2", "p3"])
      add_login(app.folder, {
        ...{ name, email: `${name}@labels.example`, organisation: provider },
      });
    await go(place("people"), theirs);
    await button("Add by CSV", theirs).click();
    const file = dialog(theirs).locator("input[type=file]");
    await file.setInputFiles(list_file("broken.csv", list_with_problems));
    await dialog(theirs).getByText("3 problems stand in the way").waitFor();
    expect(await button("Apply 3 rows", theirs).isDisabled()).toBe(true);
    await finds_no_fault(theirs);
    await app.picture("people-list-problems", theirs);
    await file.setInputFiles(list_file("people.csv", list_of_people));
    await dialog(theirs).getByText("New teams: Morning, Evening.").waitFor();
    await app.picture("people-list", theirs);
    await button("Apply 3 rows", theirs).click();
    await dialog(theirs).getByText("Done.").waitFor();
    await finds_no_fault(theirs);
    await dialog(theirs).getByText("Close", { exact: true }).click();
    await expect.poll(() => table("Your people", theirs).count()).toBe(4);
    const coming = theirs.waitForEvent("download");
    await theirs.getByRole("link", { name: "Download as CSV" }).click();
    const saved = readFileSync(await (await coming).path(), "utf8");
    expect(saved.split("\n")[0]).toBe(
      "email,name,role,provider,adjudicates,team,from,until",
    );
    expect(saved).toContain("p2@labels.example,p2,annotator,Example Labels,no");
    await button("Add by CSV", theirs).click();
    await dialog(theirs)
      .locator("input[type=file]")
      .setInputFiles(list_file("again.csv", saved));
    await dialog(theirs).getByText("It changes nothing").waitFor();
    await theirs.keyboard.press("Escape");
  });

  it("sees what a team did while its people were in it", async () => {
    await go(place(`providers/${engagement}`), theirs);
    const rows = table("How do its teams compare?", theirs);
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toHaveLength(5);
    expect(await table("By weekday", theirs).count()).toBe(6);
    await rows.getByRole("link", { name: "Evening" }).click();
    await theirs.waitForURL(/teams\/\d+$/);
    team = /teams\/(\d+)$/.exec(theirs.url())?.[1] ?? "";
    await expect
      .poll(() => heading(theirs))
      .toBe(`How well does “Evening” of ${provider} label?`);
    const coming = theirs.waitForEvent("download");
    await button(/All numbers as CSV/, theirs).click();
    const lines = readFileSync(await (await coming).path(), "utf8").split(
      "\r\n",
    );
    expect(lines[0]).toMatch(/^section,part,question,measure,value,lower/);
    expect(lines.some((line) => line.startsWith("weekday,Monday,"))).toBe(true);
    const tile = await theirs.locator(".tiles").first().innerText();
    const told = lines.find((line) => line.startsWith("all,,,annotations,"));
    expect(tile).toContain(told?.split(",")[4]);
  });

  it("keeps its teams", async () => {
    await go("/organisations", theirs);
    expect(await table("Organisations", theirs).count()).toBe(1);
    await theirs.getByRole("link", { name: provider }).click();
    await theirs.getByText("Which teams have you?").waitFor();
    expect(await theirs.getByLabel("Until").count()).toBe(0);
    await theirs.getByLabel("New team").fill("Day shift");
    await button("Add the team", theirs).click();
    await theirs.getByText("Who is in “Day shift”?").waitFor();
  });
});

tells_of_batches(() => ({
  ...{ app, page, theirs, judging, place, go, button, dialog, table },
  ...{ finds_no_fault, refused, provider, annotator },
  found: (ids) => {
    batch = ids.batch ?? batch;
    assignment = ids.assignment ?? assignment;
  },
}));

describe("every screen", () => {
  for (const who of ["owner", "lead", "annotator"] as const) {
    it(`of the ${who} is whole and accessible at every width`, async () => {
      const ids = { engagement, organisation, team, batch, assignment };
      const on = { owner: page, lead: theirs, annotator: judging }[who];
      const places = places_to_visit(place, ids)[who];
      expect(await faults_of_pages(app, on, places)).toEqual([]);
    });
  }
});

describe("an annotator", () => {
  it("finds its own items and the schema, and no number of the project", async () => {
    const other = await app.another_person();
    await sign_in(other, app.server.address, annotator);
    const row = table("project", other);
    await row.first().waitFor();
    expect(
      (await row.innerText()).split("not shown to your role"),
    ).toHaveLength(5);
    await app.picture("annotator-home", other);
    await other.getByRole("link", { name: "Chest findings" }).click();
    await other.waitForURL(/own_items$/);
    await go(place("schema"), other);
    await settled(other);
    expect(await other.getByLabel("Description").count()).toBe(0);
    await finds_no_fault(other);
    await go(place("overview"), other);
    await expect
      .poll(() => heading(other))
      .toBe("This page is for owners, experts, leads, reviewers and auditors");
    await finds_no_fault(other);
    await other.close();
  });
});

describe("what ends", () => {
  it("is asked and taken back by keyboard alone", async () => {
    await go(place("people"));
    const end = button(`End the engagement of ${rival}`);
    await end.focus();
    await page.keyboard.press("Enter");
    await dialog().getByText("It cannot be taken back").waitFor();
    const inside = () =>
      page.evaluate(
        () => document.activeElement?.closest("[role=dialog]") !== null,
      );
    await expect.poll(inside).toBe(true);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    const label = () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(label).toBe(`End the engagement of ${rival}`);
  });

  it("is asked first: an engagement", async () => {
    await go(place("people"));
    await button(`End the engagement of ${rival}`).click();
    await dialog().getByText("It cannot be taken back").waitFor();
    await finds_no_fault();
    await app.picture("people-end");
    await dialog().getByRole("button", { name: "End the engagement" }).click();
    await table("Which providers are engaged?")
      .filter({ hasText: rival })
      .filter({ hasText: /ended/ })
      .waitFor();
    const sides = page.getByLabel("Works for").locator("option");
    expect(await sides.allInnerTexts()).toEqual(["the client", provider]);
  });

  it("is asked first: an organisation, whose people are shut out", async () => {
    await go(`/organisations/${organisation}`);
    await button("Suspend").click();
    await dialog().getByText("Its people cannot sign in").waitFor();
    await finds_no_fault();
    await app.picture("organisation-suspend");
    await dialog().getByRole("button", { name: "Suspend" }).click();
    await page.getByText("State: suspended").waitFor();
    await theirs.goto(`${app.server.address}/`);
    await theirs.getByLabel("E-mail", { exact: true }).waitFor();
    await button("Activate").click();
    await dialog().getByRole("button", { name: "Activate" }).click();
    await page.getByText("State: active").waitFor();
  });

  it("complained of nothing in the console, and was answered as the contract says", async () => {
    expect(app.complaints).toEqual([]);
    expect(app.contract.checked()).toBeGreaterThan(100);
    expect(await app.contract.findings()).toEqual([]);
  });
});
