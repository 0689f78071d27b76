import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fresh_pictures, temporary_folder } from "./assay.ts";
import {
  accessibility_violations,
  page_scrolls_sideways,
  screens,
  start,
} from "./browser.ts";
import {
  regions_project,
  small_delivery,
  start_server,
  type TestServer,
} from "./server.ts";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: TestServer;
let folder: string;
let project = "";
let files: Record<string, string> = {};
const complaints: string[] = [];
const pictures = fresh_pictures("app");

function listen(to: Page) {
  to.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(message.text());
  });
  to.on("pageerror", (error) => complaints.push(error.message));
}

const heading = (on: Page = page) =>
  on.getByRole("heading", { level: 1 }).innerText();

async function settled(on: Page) {
  await on.waitForSelector("h1");
  await on.waitForFunction(
    () => document.querySelector(".loading, .quiet[data-wait]") === null,
  );
  await on.evaluate(() => document.fonts.ready);
}

async function go(path: string, on: Page = page) {
  await on.goto(server.address + path);
  await settled(on);
}

const email = "ada@example.com";
const password = "a long enough sentence";

beforeAll(async () => {
  folder = temporary_folder();
  files = small_delivery(folder);
  server = await start_server();
  browser = await start();
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  listen(page);
});

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bring_in(kind: string, file: string, rows: string) {
  await go(`/projects/${project}/import/new`);
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Send the file" }).click();
  await page.getByText(`${rows} rows`).waitFor();
  await page.screenshot({
    path: join(pictures, `import-${kind}.png`),
    fullPage: true,
  });
  await page.getByRole("button", { name: "Next" }).click();
  await page
    .getByRole("button", { name: "Try without keeping anything" })
    .click();
  await page.getByText(/Tried: nothing was kept\./).waitFor();
  await page.getByRole("button", { name: "Bring in", exact: true }).click();
  await page.getByText(/The file is in\./).waitFor();
  expect(await page.getByText(/The file is in\./).innerText()).toContain(
    `${rows} new`,
  );
}

describe("an owner, from an empty server on", () => {
  it("sets the server up with the printed link", async () => {
    await go(`/?token=${server.setup_token}`);
    expect(await heading()).toBe("Who owns this server?");
    expect(await accessibility_violations(page)).toEqual([]);
    await page.screenshot({ path: join(pictures, "set-up.png") });
    await page.getByLabel("Organisation").fill("Example Clinic");
    await page.getByLabel("Your name").fill("Ada Owner");
    await page.getByLabel("E-mail").fill(email);
    const secret = page.locator("input[type=password]");
    await secret.nth(0).fill("short");
    await secret.nth(1).fill("other");
    await page.getByRole("button", { name: "Set up the server" }).click();
    await page.getByText("The two passwords differ.").waitFor();
    await secret.nth(0).fill(password);
    await secret.nth(1).fill(password);
    await page.getByRole("button", { name: "Set up the server" }).click();
    await page.getByText("No project yet").waitFor();
  });

  it("signs out and in again, and arrives where it was", async () => {
    await go("/tokens");
    await page.getByRole("button", { name: "Ada Owner" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("E-mail").waitFor();
    await page.screenshot({ path: join(pictures, "sign-in.png") });
    expect(await accessibility_violations(page)).toEqual([]);
    await page.getByLabel("E-mail").fill(email);
    await page.locator("input[type=password]").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect.poll(heading).toBe("Which programs may speak for you?");
  });

  it("makes a project with its schema", async () => {
    await go("/projects/new");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Give the project a name.").waitFor();
    await page.getByLabel("Name of the project").fill("Chest findings");
    await page.getByRole("button", { name: "Next" }).click();
    const names = ["no finding", "effusion", "pneumonia", "atelectasis"];
    names.push("cardiomegaly", "pneumothorax");
    for (const [at, name] of names.entries()) {
      if (at >= 2)
        await page.getByRole("button", { name: "Add a category" }).click();
      await page
        .getByLabel(`Name of category ${(at + 1).toString()}`)
        .fill(name);
    }
    await page.getByLabel("pneumothorax is critical").check();
    expect(await accessibility_violations(page)).toEqual([]);
    await page.screenshot({
      path: join(pictures, "questions.png"),
      fullPage: true,
    });
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("1 question, 6 categories.").waitFor();
    await page.getByRole("button", { name: "Make the project" }).click();
    await page.waitForURL(/\/projects\/\w+\/import$/);
    project = /projects\/(\w+)\//.exec(page.url())?.[1] ?? "";
    await page.getByText("No file yet").waitFor();
  });

  it("is told what to do where nothing is measured yet", async () => {
    for (const place of ["overview", "agreement", "items", "compare"]) {
      await go(`/projects/${project}/${place}`);
      await page.locator(".nothing a").waitFor();
      expect(await accessibility_violations(page)).toEqual([]);
    }
  });

  it("brings in items, annotations and gold", async () => {
    await bring_in("Items", files.items ?? "", "400");
    const rows = /^1,\d{3}/;
    await go(`/projects/${project}/import/new`);
    await page
      .locator("input[type=file]")
      .setInputFiles(files.annotations ?? "");
    await page.getByRole("button", { name: "Send the file" }).click();
    const said = await page.getByText(/Read as csv: /i).innerText();
    const count = /: ([\d,]+) rows/.exec(said)?.[1] ?? "";
    expect(count).toMatch(rows);
    await bring_in("Annotations", files.annotations ?? "", count);
    await bring_in("Gold", files.gold ?? "", "80");
    // The same file again: what was there is said, nothing is added.
    await go(`/projects/${project}/import/new`);
    await page
      .locator("input[type=file]")
      .setInputFiles(files.annotations ?? "");
    await page.getByRole("button", { name: "Send the file" }).click();
    await page.getByText(`0 new, ${count} already here`).waitFor();
    await go(`/projects/${project}/import`);
    expect(await page.locator("tbody tr").count()).toBe(3);
  });

  it("sees the quality live", async () => {
    await go(`/projects/${project}/overview`);
    await page.getByText("400 items").waitFor();
    expect(await page.locator(".tile").count()).toBe(4);
    await page.getByRole("link", { name: "effusion" }).click();
    await page.waitForURL(/items\?.*label=effusion/);
  });

  it("takes snapshots with progress, and repeats one", async () => {
    await go(`/projects/${project}/snapshots`);
    for (const name of ["first", "second"]) {
      await page.getByLabel("Name").fill(name);
      await page.getByRole("button", { name: "Take a snapshot" }).click();
      await page.getByText("The snapshot is being taken.").waitFor();
      await page.getByRole("link", { name, exact: true }).waitFor();
    }
    await page.getByRole("button", { name: "Repeat first" }).click();
    await page.getByText("Repeated: the same bits.").waitFor();
    const report = page.waitForEvent("download");
    await page.getByRole("link", { name: "HTML report of first" }).click();
    expect((await report).suggestedFilename()).toMatch(/\.html$/);
    await page.getByRole("link", { name: "first", exact: true }).click();
    await page.waitForURL(/snapshots\/\w+$/);
  });

  it("follows a number of the confusion down to an item", async () => {
    await go(`/projects/${project}/confusion`);
    await page.locator("table.heat td:not(.muted) a").first().click();
    await page.waitForURL(/gold_label=.*&|&gold_label=|\?label=/);
    await settled(page);
    await page.locator("tbody th a").first().click();
    await page.getByText("Annotations side by side").waitFor();
    await page.getByRole("link", { name: /Back to the items/ }).click();
    await page.waitForURL(/label=/);
  });

  it("saves a table as a file", async () => {
    await go(`/projects/${project}/annotators`);
    const saved = page.waitForEvent("download");
    await page
      .getByRole("button", { name: /Who labels how well/ })
      .first()
      .click();
    expect((await saved).suggestedFilename()).toBe("who-labels-how-well.csv");
  });

  it("plans acceptance and projects the error", async () => {
    await go(`/projects/${project}/planning`);
    await page.getByRole("button", { name: "Compute" }).click();
    await page.locator("path.line").first().waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Production" }).click();
    await page.getByRole("button", { name: "Compute" }).click();
    await page.getByText(/of 50,000 labels will be wrong/).waitFor();
    await page.screenshot({
      path: join(pictures, "projection.png"),
      fullPage: true,
    });
    expect(await accessibility_violations(page)).toEqual([]);
  });

  it("makes a token once shown, and revokes it", async () => {
    await go("/tokens");
    await page.getByLabel("Name").fill("nightly");
    await page.getByRole("button", { name: "Make the token" }).click();
    await page.getByText("it is shown only once").waitFor();
    expect(await page.locator("code").innerText()).toMatch(/^assay_/);
    await page.getByRole("button", { name: "Revoke nightly" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByText("revoked").waitFor();
  });

  it("proves the log in the browser", async () => {
    await go("/audit");
    await page.getByText("The head bears the signature").waitFor();
    expect(await page.locator(".checks .verdict.fail").count()).toBe(0);
    await page.getByRole("button", { name: "Prove the entries shown" }).click();
    await page.getByText(/entries proved to be in the signed log/).waitFor();
    // Another entry, and the log must continue the head that was kept.
    await go(`/projects/${project}/schema`);
    await page.getByLabel("Description").fill("Spring delivery");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await expect.poll(() => save.isDisabled()).toBe(true);
    await go("/audit");
    await page
      .getByText("The log contains unchanged all that this browser saw before")
      .waitFor();
    expect(await page.locator(".checks .verdict.pass").count()).toBe(2);
  });

  it("changes the schema and says what became of a category", async () => {
    await go(`/projects/${project}/schema`);
    await page.getByRole("link", { name: "Change the schema" }).click();
    await page.getByRole("button", { name: "Remove cardiomegaly" }).click();
    await page.getByLabel("Name of category 2").fill("pleural effusion");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("“cardiomegaly” of “label” is gone").waitFor();
    await page.getByLabel("atelectasis").check();
    expect(await accessibility_violations(page)).toEqual([]);
    await page.screenshot({ path: join(pictures, "mapping.png") });
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("effusion → pleural effusion (renamed)").waitFor();
    await page.getByRole("button", { name: "Make the new version" }).click();
    await page.getByText("Version 2 of the schema.").first().waitFor();
    await page.getByText("cardiomegaly → atelectasis (merged)").waitFor();
  });

  it("complained of nothing in the console", () => {
    expect(complaints).toEqual([]);
  });
});

const places = () => [
  ["home", "/"],
  ["new-project", "/projects/new"],
  ...[
    ...["schema", "import", "import/new", "overview", "items", "agreement"],
    ...["annotators", "gold", "categories", "confusion", "slices"],
    ...["difficulty", "snapshots", "compare", "planning"],
  ].map((place) => [place.replace("/", "-"), `/projects/${project}/${place}`]),
  ["change-schema", `/projects/${project}/schema/change`],
  ["audit", "/audit"],
  ["tokens", "/tokens"],
  ["settings", "/settings"],
  ["nowhere", "/no/such/place"],
];

describe("every screen", () => {
  for (const screen of screens) {
    it(`is whole and accessible at ${screen.width.toString()} px, ${screen.scheme}`, async () => {
      const narrow = await context.newPage();
      listen(narrow);
      await narrow.setViewportSize({ width: screen.width, height: 900 });
      await narrow.emulateMedia({
        colorScheme: screen.scheme,
        reducedMotion: "reduce",
      });
      const findings: string[] = [];
      for (const [name = "", path = ""] of places()) {
        await go(path, narrow);
        const picture = `${name}-${screen.width.toString()}-${screen.scheme}.png`;
        await narrow.screenshot({
          path: join(pictures, picture),
          fullPage: true,
        });
        if (await page_scrolls_sideways(narrow))
          findings.push(`${name} scrolls sideways`);
        for (const found of await accessibility_violations(narrow))
          findings.push(`${name}: ${found}`);
        const text = await narrow.locator("body").innerText();
        if (/\bNaN\b|undefined|\[object|Infinity/.test(text))
          findings.push(`${name} shows what is no text`);
      }
      await narrow.close();
      expect(findings).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }

  it("is reached by keyboard alone", async () => {
    await go(`/projects/${project}/overview`);
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await page.keyboard.press("Tab");
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let step = 0; step < 4; ++step) {
      if ((await focused()) === "Go to the content") break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.getByRole("link", { name: "Agreement" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/agreement/);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.tagName))
      .toBe("H1");
  });
});

describe.skipIf(process.env.ASSAY_URL)("what only the mock can do", () => {
  it("draws regions where they are, at any size of the image", async () => {
    const id = regions_project(server);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await go(`/projects/${id}/items/scan-1.png`);
      await page.waitForSelector(".item_image polygon");
      const [image, box] = await page.evaluate(() =>
        [".item_image img", ".item_image polygon"].map((name) => {
          const { x, y, width, height } = (
            document.querySelector(name) as Element
          ).getBoundingClientRect();
          return { x, y, width, height };
        }),
      );
      if (!image || !box) throw new Error("nothing was drawn");
      const scale = image.width / 400;
      expect(box.x - image.x).toBeCloseTo(140 * scale, -1);
      expect(box.width).toBeCloseTo(120 * scale, -1);
      expect(box.y - image.y).toBeCloseTo(90 * scale, -1);
      await page.screenshot({
        path: join(pictures, `regions-${width.toString()}.png`),
        fullPage: true,
      });
      expect(await accessibility_violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await go(`/projects/${id}/items/note-1`);
    expect(await page.locator("mark").count()).toBeGreaterThan(2);
    await page.screenshot({ path: join(pictures, "spans.png") });
  });

  it("raises the alarm when an old entry was changed", async () => {
    server.mock?.state.log.tamper(1);
    await go("/audit");
    await page
      .getByText("The log is not the one that was seen before")
      .waitFor();
    await page.screenshot({
      path: join(pictures, "tampered.png"),
      fullPage: true,
    });
    expect(await accessibility_violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
