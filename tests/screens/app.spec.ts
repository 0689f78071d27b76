// The whole way of an owner through the application, on a real server.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Application,
  bring_in,
  heading,
  open_application,
  owner,
  settled,
} from "./application.ts";
import { assay } from "./assay.ts";
import { accessibility_violations } from "./browser.ts";
import { type Delivery, small_delivery } from "./delivery.ts";
import { faults_of_pages } from "./every_width.ts";

let app: Application;
let page: Page;
let delivery: Delivery;
let project = "";
let snapshot = "";

beforeAll(async () => {
  app = await open_application("app");
  page = app.page;
  delivery = small_delivery(app.folder);
});

afterAll(async () => {
  await app.close();
});

const go = (path: string, on = page) => app.go(path, on);
const place = (name: string) => `/projects/${project}/${name}`;
const grouped = (count: number) => count.toLocaleString("en");

const button = (name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const link = (name: string) => page.getByRole("link", { name, exact: true });

async function saved(act: () => Promise<void>): Promise<Download> {
  const download = page.waitForEvent("download");
  await act();
  return download;
}

async function text_of(download: Download): Promise<string> {
  return readFileSync(await download.path(), "utf8");
}

async function finds_no_fault() {
  expect(await accessibility_violations(page)).toEqual([]);
}

describe("an owner, from an empty server on", () => {
  it("sets the server up with the printed link", async () => {
    await go(app.server.setup_path);
    await expect.poll(() => heading(page)).toBe("Who owns this server?");
    await finds_no_fault();
    await app.picture("set-up");
    await page.getByLabel("Organisation").fill(owner.organisation);
    await page.getByLabel("Your name").fill(owner.name);
    await page.getByLabel("E-mail").fill(owner.email);
    const secret = page.locator("input[type=password]");
    await secret.nth(0).fill("short");
    await secret.nth(1).fill("other");
    await button("Set up the server").click();
    await page.getByText("The two passwords differ.").waitFor();
    await secret.nth(0).fill(owner.password);
    await secret.nth(1).fill(owner.password);
    await button("Set up the server").click();
    await page.getByText("No project yet").waitFor();
  });

  it("signs out and in again, and arrives where it was", async () => {
    await go("/tokens");
    await button(/^Ada Owner/).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("E-mail").waitFor();
    await app.picture("sign-in");
    await finds_no_fault();
    await page.getByLabel("E-mail").fill(owner.email);
    await page.locator("input[type=password]").fill(owner.password);
    await button("Sign in").click();
    await expect
      .poll(() => heading(page))
      .toBe("Which programs may speak for you?");
  });

  it.skipIf(process.env.ASSAY_URL)(
    "says why nobody is signed in when the issuer cannot be reached",
    async () => {
      await button(/^Ada Owner/).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("link", { name: "Continue with Example" }).click();
      await page.getByText(/could not reach the sign-in service/).waitFor();
      await finds_no_fault();
      await app.picture("sign-in-stopped");
      await page.getByLabel("E-mail").fill(owner.email);
      await page.locator("input[type=password]").fill(owner.password);
      await button("Sign in").click();
      await expect.poll(() => heading(page)).not.toBe("Sign in");
    },
  );

  it("makes a project with its schema", async () => {
    await go("/projects/new");
    await button("Next").click();
    await page.getByText("Give the project a name.").waitFor();
    await page.getByLabel("Name of the project").fill("Chest findings");
    await button("Next").click();
    for (const [at, name] of delivery.categories.entries()) {
      if (at >= 2) await button("Add a category").click();
      await page
        .getByLabel(`Name of category ${(at + 1).toString()}`)
        .fill(name);
    }
    const [rarest = ""] = delivery.categories;
    await page.getByLabel(`${rarest} is critical`).check();
    await finds_no_fault();
    await app.picture("questions");
    await button("Next").click();
    const count = delivery.categories.length.toString();
    await page.getByText(`1 question, ${count} categories.`).waitFor();
    await button("Make the project").click();
    await page.waitForURL(/\/projects\/\w+\/import$/);
    project = /projects\/(\w+)\//.exec(page.url())?.[1] ?? "";
    await page.getByText("No file yet").waitFor();
  });

  it("is told what to do where nothing is measured yet", async () => {
    for (const name of ["overview", "agreement", "items", "compare"]) {
      await go(place(name));
      await page.locator(".nothing a").waitFor();
      await finds_no_fault();
    }
  });

  it("brings in items, annotations and gold", async () => {
    const { counts } = delivery;
    for (const [kind, file, count] of [
      ["Items", delivery.items, counts.items],
      ["Annotations", delivery.annotations, counts.annotations],
      ["Gold", delivery.gold, counts.gold],
    ] as const)
      expect(await bring_in(app, project, kind, file)).toContain(
        `${grouped(count)} new, 0 already here, 0 refused`,
      );
    // The same file again: what was there is said, nothing is added.
    await go(place("import/new"));
    await page.locator("input[type=file]").setInputFiles(delivery.annotations);
    await button("Send the file").click();
    await page
      .getByText(`0 new, ${grouped(counts.annotations)} already here`)
      .waitFor();
    await go(place("import"));
    await page.locator("tbody tr").first().waitFor();
    expect(await page.locator("tbody tr").count()).toBe(3);
  });

  it("sees the quality live", async () => {
    await go(place("overview"));
    await page.getByText(`${grouped(delivery.counts.items)} items`).waitFor();
    expect(await page.locator(".tile").count()).toBe(4);
    const category = delivery.categories[1] ?? "";
    await link(category).click();
    await page.waitForURL((url) => url.searchParams.get("label") === category);
    await page.locator("tbody tr").first().waitFor();
  });

  it("makes files of all that the project holds, and takes them home", async () => {
    await go(place("overview"));
    const { items, annotations, gold } = delivery.counts;
    const expected = { annotations, gold, items, consensus: items };
    const made = page
      .getByRole("group", { name: "Files made before", exact: true })
      .locator("tbody tr");
    for (const [what, count] of Object.entries(expected)) {
      for (const [format, ending] of Object.entries({
        "JSON Lines": "jsonl",
        CSV: "csv",
      })) {
        const name = `project-${project}-${what}.${ending}`;
        await button(
          new RegExp(`^Make a file of the ${what}.* as ${format}$`),
        ).click();
        const row = made.filter({ hasText: name });
        await row.waitFor();
        expect(await row.innerText()).toMatch(/entry [\d,]+ of the log/);
        const file = await saved(() => row.getByRole("link").click());
        expect(file.suggestedFilename()).toBe(name);
        const lines = (await text_of(file)).trimEnd().split("\n");
        expect(lines).toHaveLength(count + (ending === "csv" ? 1 : 0));
        if (ending === "jsonl")
          for (const line of lines)
            expect(JSON.parse(line)).toBeTypeOf("object");
      }
    }
    expect(await made.count()).toBe(8);
    await finds_no_fault();
    await app.picture("exports");
  });

  it("takes snapshots with progress, and repeats one", async () => {
    await go(place("snapshots"));
    for (const name of ["first", "second"]) {
      await page.getByLabel("Name").fill(name);
      await button("Take a snapshot").click();
      await link(name).waitFor();
    }
    await button("Repeat first").click();
    await page.getByText("Repeated: the same bits.").waitFor();
    const report = await saved(() => link("HTML report of first").click());
    expect(report.suggestedFilename()).toMatch(/\.html$/);
    expect(await text_of(report)).toContain('"inspection"');
    await link("first").click();
    await page.waitForURL(/snapshots\/\w+$/);
    snapshot = /snapshots\/(\w+)$/.exec(page.url())?.[1] ?? "";
    await settled(page);
    await finds_no_fault();
  });

  it("compares two snapshots", async () => {
    await go(place("compare"));
    await page.getByText("What this cannot show").waitFor();
    const { items } = delivery.counts;
    await page.getByText(`${grouped(items)} items compared; 0 only`).waitFor();
  });

  it("follows a number of the confusion down to an item", async () => {
    await go(place("confusion"));
    await page.locator("table.heat td:not(.muted) a").first().click();
    await page.waitForURL(/gold_label=/);
    await settled(page);
    await page.locator("tbody th a").first().click();
    await page.getByText("Annotations side by side").waitFor();
    await finds_no_fault();
    await app.picture("item");
    await page.getByRole("link", { name: /Back to the items/ }).click();
    await page.waitForURL(/label=/);
  });

  it("narrows the items, and the address keeps how", async () => {
    const [, category = ""] = delivery.categories;
    await go(place("items"));
    await page.getByLabel("Label given").selectOption(category);
    await page.getByLabel("Disputed").selectOption("yes");
    await page.getByLabel("Order").selectOption("disagreement");
    await page.waitForURL(
      /(?=.*label=)(?=.*disagreement=yes)(?=.*order=disagreement)/,
    );
    const rows = page.locator("tbody tr");
    const disputed = async () =>
      (await rows.allInnerTexts()).every(
        (row) => row.includes(category) && !/(^|\s)0(\.0)?\s?%/.test(row),
      );
    await expect.poll(disputed).toBe(true);
    const key = (await page.locator("tbody th a").first().innerText()).trim();
    await page.reload();
    await settled(page);
    expect(await page.getByLabel("Label given").inputValue()).toBe(category);
    await page.getByLabel("Find").fill(key);
    await page.getByLabel("Find").press("Enter");
    await page.waitForURL(/#search=/);
    await expect.poll(() => rows.count()).toBe(1);
    await page.locator("tbody th a").first().click();
    await page.getByRole("link", { name: /Back to the items/ }).click();
    await page.waitForURL((url) => url.hash === `#search=${key}`);
    await expect.poll(() => rows.count()).toBe(1);
    await link("Clear all filters").click();
    await expect.poll(() => rows.count()).toBe(50);
  });

  it("saves a table as a file", async () => {
    await go(place("annotators"));
    const file = await saved(() =>
      button(/Who labels how well/)
        .first()
        .click(),
    );
    expect(file.suggestedFilename()).toBe("who-labels-how-well.csv");
  });

  it("plans acceptance and projects the error", async () => {
    await go(place("planning"));
    await button("Compute").click();
    await page.locator("path.line").first().waitFor({ state: "attached" });
    await app.picture("plan-gate");
    for (const plan of ["Pilot", "Error rate", "Agreement", "Lot sampling"]) {
      await button(plan).click();
      await button("Compute").click();
      await page.getByRole("heading", { name: "The answer" }).waitFor();
      await app.picture(`plan-${plan.toLowerCase().replace(" ", "-")}`);
    }
    await button("Production").click();
    await button("Compute").click();
    await page.getByText(/of 50,000 labels will be wrong/).waitFor();
    await app.picture("projection");
    await finds_no_fault();
  });

  it("makes a token once shown, and revokes it", async () => {
    await go("/tokens");
    await page.getByLabel("Name").fill("nightly");
    await button("Make the token").click();
    await page.getByText("it is shown only once").waitFor();
    const token = await page.locator("code").innerText();
    const asks = () =>
      fetch(`${app.server.address}/api/v1/projects`, {
        headers: { Authorization: `Bearer ${token}` },
      });
    expect((await asks()).status).toBe(200);
    await app.picture("token-made");
    await button("Revoke nightly").click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByText("revoked").waitFor();
    expect((await asks()).status).toBe(401);
  });

  it("is told what has ended, and reads it", async () => {
    await go("/");
    await page.getByRole("link", { name: /^Messages: .* not read$/ }).click();
    await page
      .getByText(/^The import in/)
      .first()
      .waitFor();
    await app.picture("messages");
    await finds_no_fault();
    await button("Mark all as read").click();
    await page
      .getByRole("link", { name: "Messages", exact: true })
      .first()
      .waitFor();
    await button("Not read").click();
    await page
      .getByText("There is nothing here that you have not read")
      .waitFor();
    await link("How you are told").click();
    await page.getByLabel("Keep quiet hours").check();
    await page.getByLabel("From", { exact: true }).fill("21:30");
    await page.getByLabel("E-mail comes").selectOption("once a day");
    await button("Save").click();
    await page.getByText("Kept.", { exact: true }).waitFor();
    await go("/messages/preferences");
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe(
      "21:30",
    );
    await app.picture("preferences");
  });

  it("has other programs told by a webhook, and looks after it", async () => {
    await go(place("webhooks"));
    await page.getByLabel("Address").fill("https://elsewhere.example.org/");
    await page.getByLabel("A job of yours has ended").check();
    const before = app.complaints.length;
    await button("Add the webhook").click();
    await page.getByText(/is not among those the server may reach/).waitFor();
    expect(app.complaints.splice(before).join()).toContain("400 (Bad Request)"); // the browser tells of it
    const url = "https://hooks.example.invalid/assay";
    await page.getByLabel("Address").fill(url);
    await button("Add the webhook").click();
    await page.getByText("it is shown only once").waitFor();
    expect(await page.locator("code").innerText()).toMatch(/^whsec_/);
    await button(`What was sent to ${url}`).click();
    await page.getByText("Nothing was sent yet.").waitFor();
    await app.picture("webhooks");
    await finds_no_fault();
    await button(`Switch off ${url}`).click();
    await button(`Switch on ${url}`).waitFor();
  });

  it("proves the log in the browser, and by a head kept elsewhere", async () => {
    await go("/audit");
    await page.getByText("The head bears the signature").waitFor();
    expect(await page.locator(".checks .verdict.fail").count()).toBe(0);
    await button("Prove the entries shown").click();
    await page.getByText(/entries proved to be in the signed log/).waitFor();
    const head = await saved(() => button("Save this head").click());
    const kept = join(app.folder, head.suggestedFilename());
    await head.saveAs(kept);
    // Another entry, and the log must continue the head that was kept.
    await go(place("schema"));
    await page.getByLabel("Description").fill("Spring delivery");
    const save = button("Save");
    await save.click();
    await expect.poll(() => save.isDisabled()).toBe(true);
    await go("/audit");
    await page
      .getByText("The log contains unchanged all that this browser saw before")
      .waitFor();
    await page.getByLabel("Head kept earlier").setInputFiles(kept);
    await page.locator(".kept_head .verdict.pass").waitFor();
    await finds_no_fault();
    const log = await saved(() => link("Export the log").click());
    const file = join(app.folder, "log.jsonl");
    await log.saveAs(file);
    const { key } = JSON.parse(
      readFileSync(file, "utf8").split("\n")[0] ?? "",
    ) as { key: string };
    const said = assay("audit", "verify", file, "--key", key, "--head", kept);
    expect(said).toContain("The log holds");
  });

  it("changes the schema and says what became of a category", async () => {
    const [, renamed = "", gone, into = ""] = delivery.categories;
    await go(place("schema"));
    await link("Change the schema").click();
    await page.getByLabel("Name of category 2").fill(`pure ${renamed}`);
    if (gone) await button(`Remove ${gone}`).click();
    await button("Next").click();
    if (gone) {
      await page.getByText(`“${gone}” of “label” is gone`).waitFor();
      await page.getByLabel(into, { exact: true }).check();
    }
    await finds_no_fault();
    await app.picture("mapping");
    await button("Next").click();
    await page.getByText(`${renamed} → pure ${renamed} (renamed)`).waitFor();
    await button("Make the new version").click();
    await page.getByText("Version 2 of the schema.").first().waitFor();
    if (gone) await page.getByText(`${gone} → ${into} (merged)`).waitFor();
  });

  it("shows the description as the Markdown it is, and nothing of it as a page", async () => {
    await go(place("schema"));
    const words = [
      "# What for\n\nMovie reviews, for **training**:\n",
      "* one label a sentence\n* [the paper](https://example.org/paper)\n",
      '<img src="x" onerror="alert(1)"> stays text.',
    ].join("\n");
    await page.getByLabel("Description").fill(words);
    await button("Save").click();
    await expect.poll(() => button("Save").isDisabled()).toBe(true);
    await page.reload();
    const shown = page.locator(".prose");
    await shown.getByRole("heading", { name: "What for" }).waitFor();
    expect(await shown.locator("li").count()).toBe(2);
    expect(await shown.locator("img").count()).toBe(0);
    expect(await shown.innerText()).toContain("onerror");
  });

  it("complained of nothing in the console", () => {
    expect(app.complaints).toEqual([]);
  });
});

const places = () => [
  ["home", "/"],
  ["new-project", "/projects/new"],
  ...[
    ...["schema", "import", "import/new", "overview", "items", "agreement"],
    ...["annotators", "gold", "categories", "confusion", "slices"],
    ...["difficulty", "snapshots", "compare", "planning", "webhooks"],
  ].map((name) => [name.replace("/", "-"), place(name)]),
  ["snapshot", place(`snapshots/${snapshot}`)],
  ["change-schema", place("schema/change")],
  ["messages", "/messages"],
  ["preferences", "/messages/preferences"],
  ["audit", "/audit"],
  ["tokens", "/tokens"],
  ["account", "/account"],
  ["approvals", "/approvals"],
  ["users", "/users"],
  ["settings", "/settings"],
  ["nowhere", "/no/such/place"],
];

describe("every screen", () => {
  it("is whole and accessible at every width", async () => {
    const other = await app.another_page();
    expect(await faults_of_pages(app, other, places())).toEqual([]);
    await other.close();
    expect(app.complaints).toEqual([]);
  });

  it("comes under a policy without exceptions", async () => {
    const response = await page.goto(`${app.server.address}/`);
    const policy =
      (await response?.headerValue("content-security-policy")) ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it("is reached by keyboard alone", async () => {
    await go(place("overview"));
    const focused = (what: "textContent" | "tagName") =>
      page.evaluate((name) => document.activeElement?.[name] ?? "", what);
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await page.keyboard.press("Tab");
    for (let step = 0; step < 60; ++step) {
      if ((await focused("textContent")) === "Go to the content") break;
      await page.keyboard.press("Shift+Tab");
    }
    expect(await focused("textContent")).toBe("Go to the content");
    // On to the navigation, and by it to another screen.
    for (let step = 0; step < 30; ++step) {
      if ((await focused("textContent")) === "Agreement") break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/agreement/);
    await expect.poll(() => focused("tagName")).toBe("H1");
  });

  it("was answered as the contract says", async () => {
    expect(app.contract.checked()).toBeGreaterThan(200);
    expect(await app.contract.findings()).toEqual([]);
  });

  it("is closed to whoever signed out", async () => {
    await go("/");
    await button(/^Ada Owner/).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("E-mail").waitFor();
    await go(place("overview"));
    expect(await page.getByLabel("E-mail").isVisible()).toBe(true);
    expect(app.complaints).toEqual([]);
  });
});
