// A project about people: every look is on record, an emergency raises an alarm, and what leaves or is erased takes
// two.

import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Application,
  bring_in,
  heading,
  open_application,
  set_up,
} from "./application.ts";
import { accessibility_violations } from "./browser.ts";
import { faults_at_every_width, faults_of_pages } from "./every_width.ts";
import { add_login, password, sign_in } from "./people.ts";
import {
  count,
  keeper,
  made_long_ago,
  project_name,
  purpose,
  reports,
  second,
  stranger,
} from "./protected.ts";
import { begin_enrolment, type Telephone } from "./telephone.ts";

let app: Application;
let page: Page;
// Who administers the server.
let admin: Page;
let agreeing: Page;
let looking: Page;
let telephone: Telephone;
let project = "";

beforeAll(async () => {
  const opened = await open_application("protection");
  await set_up(opened);
  for (const person of [keeper, second, stranger])
    add_login(opened.folder, person);
  made_long_ago(opened.folder, second);
  admin = opened.page;
  page = await opened.another_person();
  app = {
    ...{ ...opened, page },
    go: (path, on = page) => opened.go(path, on),
    picture: (name, on = page) => opened.picture(name, on),
  };
  await sign_in(page, app.server.address, keeper);
  await page.getByText("No project yet").waitFor();
  agreeing = await app.another_person();
  looking = await app.another_person();
});

afterAll(async () => {
  await app.close();
});

const go = (path: string, on = page) => app.go(path, on);
const place = (name: string) => `/projects/${project}/${name}`;
const button = (name: string | RegExp, on = page) =>
  on.getByRole("button", { name, exact: typeof name === "string" });
const dialog = (on = page) => on.getByRole("dialog");
const act = (name: string, on = page) =>
  dialog(on).getByRole("button", { name, exact: true }).click();
const table = (name: string, on = page) =>
  on.getByRole("group", { name, exact: true }).locator("tbody tr");
const patient = (number: number) =>
  place(`items/key:patient%20${number.toString()}`);

async function finds_no_fault(on = page) {
  expect(await accessibility_violations(on)).toEqual([]);
}

async function is_whole(name: string, on = page) {
  expect(await faults_at_every_width(app, on, name)).toEqual([]);
}

// What the server refuses stands in the console too: only a refusal that the test asks for is forgiven.
async function refused(status: number, ask: () => Promise<void>) {
  const before = app.complaints.length;
  await ask();
  const said = app.complaints.splice(before);
  expect(said.length).toBeGreaterThan(0);
  for (const complaint of said) expect(complaint).toContain(status.toString());
}

async function saved_by(link: Locator, on: Page): Promise<string> {
  const [file] = await Promise.all([on.waitForEvent("download"), link.click()]);
  return readFileSync(await file.path(), "utf8");
}

const file_of = (link: string, on = page) =>
  saved_by(on.getByRole("link", { name: link }), on);

// Asks in a dialog of Protection, which says why that is refused and stays open.
async function is_told(status: number, name: string, why: string | RegExp) {
  await refused(status, async () => {
    await act(name);
    await dialog().getByText(why).waitFor();
  });
  await finds_no_fault();
}

async function demand(items: string, reference: string) {
  await button("Demand an erasure").click();
  await dialog().getByLabel("Items, one a line").fill(items);
  await dialog().getByLabel("Your number of it").fill(reference);
}

// The one who agrees: with what was asked for in front of them, by password and code.
async function agrees(to: string) {
  await go("/approvals", agreeing);
  const row = table("Approvals", agreeing)
    .filter({ hasText: to })
    .filter({ hasText: "waits" });
  await row.getByRole("button", { name: "Agree" }).click();
  await dialog(agreeing).locator("input[type=password]").fill(password);
  await app.picture(`agree-${to.replaceAll(" ", "-")}`, agreeing);
  await finds_no_fault(agreeing);
  await dialog(agreeing)
    .getByLabel("Code")
    .fill(await telephone.next_code());
  await act("Agree", agreeing);
  await dialog(agreeing).waitFor({ state: "detached" });
  await table("Approvals", agreeing)
    .filter({ hasText: to })
    .filter({ hasText: "approved" })
    .waitFor();
}

describe("an owner", () => {
  it("makes a project about people once its purpose is said", async () => {
    await go("/projects/new");
    await page.getByLabel("Name of the project").fill(project_name);
    await page.getByRole("radio", { name: "PHI" }).check();
    await button("Next").click();
    await page.getByText("are kept for a purpose: say which").waitFor();
    await finds_no_fault();
    await app.picture("new-project-no-purpose");
    await page.getByLabel("What may its items be used for?").fill(purpose);
    await button("Next").click();
    for (const [at, name] of ["well", "ill"].entries())
      await page
        .getByLabel(`Name of category ${(at + 1).toString()}`)
        .fill(name);
    await button("Next").click();
    await button("Make the project").click();
    await page.waitForURL(/\/projects\/\w+\/import$/);
    project = /projects\/(\w+)\//.exec(page.url())?.[1] ?? "";
    const files = reports(app.folder);
    await bring_in(app, project, "Items", files.items);
    await bring_in(app, project, "Annotations", files.annotations);
  });

  it("sees the purpose above items, and its own looks on record", async () => {
    const above = `Purpose: ${purpose}. That you look at these items is on record.`;
    await go(place("items"));
    await page.getByText(above).waitFor();
    expect(await table("Items").count()).toBe(count);
    await page.getByRole("link", { name: "patient 1" }).click();
    await page.getByText("Report 1: the liver is enlarged.").waitFor();
    await page.getByText(above).waitFor();
    await finds_no_fault();
    await go(`/audit?project=${project}`);
    await table("Entries of the log")
      .filter({ hasText: "read item" })
      .filter({ hasText: keeper.name })
      .first()
      .waitFor();
  });

  it("brings in a second person, who enrols a telephone", async () => {
    await go(place("people"));
    await page.getByLabel("E-mail", { exact: true }).fill(second.email);
    await page.getByLabel("Role", { exact: true }).selectOption("expert");
    await button("Bring in").click();
    await page.getByText("Bea Second is in, as expert.").waitFor();
    await sign_in(agreeing, app.server.address, second);
    await agreeing.getByRole("link", { name: project_name }).waitFor();
    await go("/account", agreeing);
    telephone = await begin_enrolment(agreeing, password);
    await agreeing.getByLabel("Code").fill(await telephone.next_code());
    await button("Confirm the code", agreeing).click();
    await button("I have kept them", agreeing).click();
    await agreeing.getByText("Recovery codes left: 10 of 10.").waitFor();
  });
});

describe("in an emergency", () => {
  it("somebody of the client says why, and looks", async () => {
    await sign_in(looking, app.server.address, stranger);
    await looking.getByText("No project yet").waitFor();
    await refused(404, async () => {
      await go(place("items"), looking);
    });
    await expect
      .poll(() => heading(looking))
      .toBe("No such project is open to you");
    await looking.getByText("Is it an emergency?").click();
    await looking.getByLabel("Why it cannot wait").fill("because");
    await refused(400, async () => {
      await button("Break the glass", looking).click();
      await looking.getByText("Say why in 20 to 2000").waitFor();
    });
    await is_whole("emergency", looking);
    await looking
      .getByLabel("Why it cannot wait")
      .fill("two reports were mixed up on the ward");
    await button("Break the glass", looking).click();
    await looking
      .getByText("That you look at these items is on record.")
      .waitFor();
    await expect.poll(() => table("Items", looking).count()).toBe(count);
    await is_whole("emergency-items", looking);
    await looking.getByRole("link", { name: "patient 4" }).click();
    await looking.getByText("Report 4: the liver is enlarged.").waitFor();
  });

  it("they see items, and no other page", async () => {
    const navigation = looking.getByRole("navigation", {
      name: "Steps of the project",
    });
    expect(
      (await navigation.getByRole("link").allInnerTexts()).map((each) =>
        each.trim(),
      ),
    ).toEqual(["Schema", "Items"]);
    await go(place("overview"), looking);
    await expect.poll(() => heading(looking)).toMatch(/^This page is for/);
    await looking.getByText("You are here in an emergency").waitFor();
    await finds_no_fault(looking);
    await app.picture("emergency-not-yours", looking);
    await looking.getByRole("link", { name: "Go to what you may see" }).click();
    await looking.waitForURL(/items$/);
  });

  it("the owner hears the alarm and reviews what was done", async () => {
    await go("/messages");
    const alarm = page.getByRole("link", {
      name: /Cem Stranger has broken the glass of “Livers”/,
    });
    await alarm.waitFor();
    await is_whole("alarm");
    await alarm.click();
    await page.waitForURL(/protection$/);
    const row = table("Looks in an emergency");
    expect(await row.innerText()).toMatch(
      /Cem Stranger\s+not reviewed; due [\s\S]+two reports were mixed up/,
    );
    await button("Review what Cem Stranger did").click();
    await dialog().getByLabel("Your review").fill("fine");
    await is_told(400, "Review", "say why in");
    await app.picture("review");
    await dialog()
      .getByLabel("Your review")
      .fill("two pages, as the ward had asked by telephone");
    await act("Review");
    await row.getByText("as the ward had asked by telephone").waitFor();
    expect(await button("Review what Cem Stranger did").count()).toBe(0);
  });
});

describe("what must stay", () => {
  it("is under a legal hold, with a reason", async () => {
    await go(place("protection"));
    await page.getByText("No legal hold was placed.").waitFor();
    await button("Place a legal hold").click();
    await dialog().getByLabel("Item").fill("key:patient 2");
    await dialog().getByLabel("Why").fill("pending");
    await is_told(400, "Place a legal hold", "say why in");
    await dialog().getByLabel("Why").fill("proceedings 4 O 17/26 are pending");
    await dialog().getByLabel("Item").fill("key:nobody");
    await is_told(404, "Place a legal hold", "there is no such item");
    await app.picture("hold-refused");
    await dialog().getByLabel("Item").fill("key:patient 2");
    await act("Place a legal hold");
    await table("Legal holds").filter({ hasText: "stands" }).waitFor();
  });

  it("is kept by a rule", async () => {
    await page.getByText("Until somebody erases them.").waitFor();
    await button("Change").click();
    await dialog().getByLabel("Days after an item came").fill("365");
    await finds_no_fault();
    await app.picture("retention");
    await act("Save");
    await page
      .getByText("365 days after they came; then they are erased.")
      .waitFor();
  });
});

describe("what leaves", () => {
  const choose_items = async () => {
    await go(place("overview"));
    const what = page.getByRole("combobox", { name: "What" });
    await what.click();
    await page.getByRole("option", { name: "Items", exact: true }).click();
    await button("See what is agreed to").click();
  };

  it("is shown, and waits for a second person", async () => {
    await choose_items();
    await page.getByText(`"rows":${count.toString()}`).waitFor();
    expect(await page.getByRole("link", { name: "Save the file" }).count()) //
      .toBe(0);
    await button("Ask a second person").click();
    await page.getByText("It waits among the approvals").waitFor();
    await is_whole("export-waits");
    await go("/approvals");
    const row = table("Approvals").filter({ hasText: "personal data" });
    await row.filter({ hasText: "waits" }).waitFor();
    expect(await row.getByRole("button", { name: "Agree" }).count()).toBe(0);
    await is_whole("approvals-own");
  });

  it("leaves once the second person has agreed to exactly it", async () => {
    await agrees("personal data taken out");
    await choose_items();
    await page.getByRole("link", { name: "Save the file" }).waitFor();
    await finds_no_fault();
    await app.picture("export-agreed");
    const lines = (await file_of("Save the file")).trim().split(/\r?\n/);
    expect(lines).toHaveLength(count + 1);
    expect(lines.join()).toContain("Report 2: the liver is enlarged.");
    // It was agreed to once.
    await choose_items();
    await button("Ask a second person").waitFor();
    await go("/approvals");
    await table("Approvals")
      .filter({ hasText: "personal data" })
      .filter({ hasText: "done" })
      .waitFor();
  });
});

describe("an erasure", () => {
  it("is demanded by items that are there, and can be withdrawn", async () => {
    await go(place("protection"));
    await page.getByText("Nobody has demanded").waitFor();
    await demand("key:patient 3\nkey:nobody", "DSR-17");
    await is_told(400, "Demand an erasure", /item 2 of the list is not in/i);
    await app.picture("demand-refused");
    await dialog().getByLabel("Items, one a line").fill("key:patient 3");
    await act("Demand an erasure");
    const row = table("Erasures").filter({ hasText: "DSR-17" });
    await row.filter({ hasText: "waits" }).waitFor();
    await row.getByRole("button", { name: /^Withdraw/ }).click();
    await row.filter({ hasText: "withdrawn" }).waitFor();
  });

  it("is asked for by one, and agreed to by another", async () => {
    await demand("key:patient 2", "DSR-18");
    await act("Demand an erasure");
    const row = table("Erasures").filter({ hasText: "DSR-18" });
    await row.filter({ hasText: "1 under a legal hold" }).waitFor();
    await row.getByRole("button", { name: /^Ask a second person/ }).click();
    await finds_no_fault();
    await app.picture("erasure-ask");
    await act("Ask a second person");
    await row.getByText("it waits among the approvals").waitFor();
    expect(await row.getByRole("button", { name: /^Execute/ }).count()).toBe(0);
    await go("/approvals", agreeing);
    await is_whole("approvals-second", agreeing);
    await agrees("a key destroyed");
  });

  it("is forbidden by the legal hold until that is lifted", async () => {
    await go(place("protection"));
    await button(/^Execute erasure/).click();
    await is_told(409, "Execute", /1 of 1 are under a legal hold/);
    await app.picture("erasure-held");
    await act("Cancel");
    await button(/^Lift the hold: proceedings/).click();
    await act("Lift");
    await table("Legal holds").filter({ hasText: "lifted" }).waitFor();
    const row = table("Erasures").filter({ hasText: "DSR-18" });
    await expect
      .poll(() => row.innerText())
      .not.toContain("under a legal hold");
  });

  it("destroys the keys, and shows the receipt", async () => {
    await button(/^Execute erasure/).click();
    await dialog().getByText("goes for good").waitFor();
    await act("Execute");
    const row = table("Erasures").filter({ hasText: "DSR-18" });
    await row.filter({ hasText: "done" }).waitFor();
    const receipt = row.locator(".mono");
    expect(await receipt.getAttribute("title")).toMatch(/^[0-9a-f]{64}$/);
    expect(await button(/^Execute erasure/).count()).toBe(0);
  });

  it("leaves nothing of the item on any page", async () => {
    for (const on of [page, agreeing, looking]) {
      await go(place("items"), on);
      const text = await on.locator("body").innerText();
      expect(text).toContain("patient 1");
      expect(text).not.toContain("patient 2");
      await refused(404, async () => {
        await go(patient(2), on);
        await on.getByRole("alert").waitFor();
      });
      expect(await on.locator("body").innerText()).not.toContain("Report 2");
    }
    await is_whole("erased-item");
    await go(place("overview"));
    await page.getByText("1 item erased, with 3 annotations").waitFor();
  });
});

describe("who an annotator is", () => {
  it("is kept by a hold of its own", async () => {
    await go(place("protection"));
    await button("Place a legal hold").click();
    await dialog().getByLabel("Annotator").fill("nobody");
    await dialog().getByLabel("Why").fill("proceedings 7 O 19/26 are pending");
    await is_told(404, "Place a legal hold", "there is no such annotator");
    await dialog().getByLabel("Annotator").fill("b");
    await act("Place a legal hold");
    await table("Legal holds").filter({ hasText: "who b is" }).waitFor();
  });

  it("is erased by two, and what they answered stays", async () => {
    await button("Demand an erasure").click();
    await dialog().getByLabel("Annotators, one a line").fill("a\nnobody");
    await dialog().getByLabel("Your number of it").fill("DSR-19");
    await is_told(400, "Demand an erasure", /annotator 2 of the list is not/i);
    await app.picture("demand-annotators");
    await dialog().getByLabel("Annotators, one a line").fill("a");
    await act("Demand an erasure");
    const row = table("Erasures").filter({ hasText: "DSR-19" });
    await row.getByRole("button", { name: /^Ask a second person/ }).click();
    await act("Ask a second person");
    await row.getByText("it waits among the approvals").waitFor();
    await agrees("a key destroyed");
    await go(place("protection"));
    await button(/^Execute erasure/).click();
    await dialog().getByText("Who 1 annotator is goes for good").waitFor();
    await finds_no_fault();
    await act("Execute");
    await row.filter({ hasText: "done" }).waitFor();
    await go(place("overview"));
    await page.getByText("Who 1 annotator is was erased").waitFor();
  });

  it("is told to whoever asks what is held about them", async () => {
    await go(place("people"));
    await page
      .getByRole("textbox", { name: "Annotator", exact: true })
      .fill("b");
    const link = page
      .getByRole("region", { name: "What is held about an annotator?" })
      .getByRole("link", { name: "Save it (JSON)" });
    await link.waitFor();
    await is_whole("annotator-report");
    const held = JSON.parse(await saved_by(link, page)) as {
      annotations: { label: string }[];
    };
    expect(held.annotations).toHaveLength(count);
    await go("/account");
    await finds_no_fault();
    const own = JSON.parse(await file_of("Save it (JSON)")) as {
      account: { email: string }[];
    };
    expect(own.account.map(({ email }) => email)).toEqual([keeper.email]);
  });
});

describe("what can be handed out", () => {
  it("is who looked at what, when and what for", async () => {
    await go(place("protection"));
    const lines = (await file_of("Access report")).trim().split(/\r?\n/);
    expect(lines[0]).toBe(
      "at,person,organisation,verb,items,purpose,break_glass",
    );
    const looks = lines.filter((line) => line.includes(stranger.name));
    expect(looks.length).toBeGreaterThan(1);
    for (const look of looks) expect(look).toContain(purpose);
    expect(lines.some((line) => line.includes(keeper.name))).toBe(true);
    await go(`/audit?project=${project}`);
    await table("Entries of the log")
      .filter({ hasText: "take access report" })
      .first()
      .waitFor();
  });

  it("is the record of processing", async () => {
    await go(place("protection"));
    const record = JSON.parse(await file_of("Record of processing")) as {
      purpose: string;
      volume: { items_erased: number };
    };
    expect(record.purpose).toBe(purpose);
    expect(record.volume.items_erased).toBe(1);
  });
});

describe("a person with an account", () => {
  it("is erased when an administrator asks and another person agrees", async () => {
    await go("/users", admin);
    await admin.getByText("Nobody has demanded that a person").waitFor();
    await admin
      .getByRole("link", { name: `What is held about ${stranger.name} (JSON)` })
      .waitFor();
    await button(`Erase ${stranger.name}`, admin).click();
    await dialog(admin).getByLabel("Your number of it").fill("DSR-20");
    await finds_no_fault(admin);
    await app.picture("erase-person", admin);
    await act("Demand an erasure", admin);
    const row = table("Erasures", admin);
    await row.filter({ hasText: "DSR-20" }).waitFor();
    await row.getByRole("button", { name: /^Ask a second person/ }).click();
    await act("Ask a second person", admin);
    await row.getByText("it waits among the approvals").waitFor();
    await agrees(stranger.name);
    await go("/users", admin);
    await is_whole("users", admin);
    await button(/^Execute erasure/, admin).click();
    await dialog(admin).getByText("Backups from before").waitFor();
    await act("Execute", admin);
    await row.filter({ hasText: "done" }).waitFor();
    await table("Users", admin)
      .filter({ hasText: /erased person \d+/ })
      .waitFor();
    expect(await admin.locator("body").innerText()).not.toContain(
      stranger.email,
    );
  });

  it("is out at once, and nowhere by name", async () => {
    await looking.goto(app.server.address + place("items"));
    await looking.getByLabel("E-mail").waitFor();
    await go(place("protection"));
    expect(await page.locator("body").innerText()).not.toContain(stranger.name);
  });
});

describe("every screen", () => {
  it("is whole and accessible at every width", async () => {
    const visited = [
      ["protection", place("protection")],
      ["people", place("people")],
      ["overview", place("overview")],
      ["items", place("items")],
      ["item", patient(4)],
      ["approvals", "/approvals"],
      ["audit", `/audit?project=${project}`],
    ];
    expect(await faults_of_pages(app, page, visited)).toEqual([]);
  });

  it("complained of nothing, and was answered as the contract says", async () => {
    expect(app.complaints).toEqual([]);
    expect(app.contract.checked()).toBeGreaterThan(100);
    expect(await app.contract.findings()).toEqual([]);
  });
});
