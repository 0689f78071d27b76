import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  demo_report,
  fresh_pictures,
  gate_pages,
  hostile_names,
  hostile_report,
  plural_report,
  sources_report,
  temporary_folder,
} from "./assay.ts";
import {
  accessibility_violations,
  cut_off,
  open,
  page_scrolls_sideways,
  screens,
  start,
} from "./browser.ts";

let browser: Browser;
let folder: string;
const reports: Record<string, string> = {};

beforeAll(async () => {
  folder = temporary_folder();
  reports.demo = demo_report(folder);
  reports.hostile = hostile_report(folder);
  reports.sources = sources_report(folder);
  reports.plural = plural_report(folder);
  Object.assign(reports, gate_pages(folder));
  browser = await start();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const report = (name: string): string => reports[name] ?? "";

async function open_every_table(page: Page) {
  const twins = page.locator("details.twin");
  for (const summary of await twins.locator("> summary").all())
    await summary.click();
  await expect
    .poll(() => page.locator("details.twin[open] tbody").count())
    .toBeGreaterThanOrEqual(await twins.count());
}

for (const name of ["demo", "hostile", "sources", "plural"]) {
  describe(`the report of the ${name} delivery`, () => {
    const pictures = fresh_pictures(name);

    for (const screen of screens) {
      it(`is whole and accessible at ${screen.width.toString()} px, ${screen.scheme}`, async () => {
        const { page, complaints } = await open(browser, report(name), screen);
        const picture = join(
          pictures,
          `${screen.width.toString()}-${screen.scheme}.png`,
        );
        await page.screenshot({ path: picture, fullPage: true });
        expect(await page_scrolls_sideways(page)).toBe(false);
        expect(await cut_off(page)).toEqual([]);
        expect(await accessibility_violations(page)).toEqual([]);
        await open_every_table(page);
        expect(await page_scrolls_sideways(page)).toBe(false);
        expect(await accessibility_violations(page)).toEqual([]);
        expect(await page.locator("body").innerText()).not.toMatch(
          /\bNaN\b|undefined|\[object|Infinity/,
        );
        expect(complaints).toEqual([]);
        await page.close();
      });
    }
  });
}

for (const name of ["plan", "gate"]) {
  describe(`the page of a ${name}`, () => {
    const pictures = fresh_pictures(name);

    for (const screen of screens) {
      it(`is whole and accessible at ${screen.width.toString()} px, ${screen.scheme}`, async () => {
        const { page, complaints } = await open(
          browser,
          report(name),
          screen,
          "#criteria",
        );
        const picture = join(
          pictures,
          `${screen.width.toString()}-${screen.scheme}.png`,
        );
        await page.screenshot({ path: picture, fullPage: true });
        expect(await page_scrolls_sideways(page)).toBe(false);
        expect(await accessibility_violations(page)).toEqual([]);
        await open_every_table(page);
        expect(await page_scrolls_sideways(page)).toBe(false);
        expect(await accessibility_violations(page)).toEqual([]);
        expect(await page.locator("path.line").count()).toBeGreaterThan(5);
        expect(await page.locator("body").innerText()).not.toMatch(
          /\bNaN\b|undefined|\[object|Infinity/,
        );
        expect(complaints).toEqual([]);
        await page.close();
      });
    }
  });
}

describe("the report", () => {
  const wide = { width: 1440, scheme: "light" as const };

  it("runs nothing that names brought in", async () => {
    const { page, complaints } = await open(browser, report("hostile"), wide);
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    expect(await page.locator("img").count()).toBe(0);
    const text = await page.locator("#report").innerText();
    for (const name of hostile_names.slice(0, 2)) expect(text).toContain(name);
    expect(text).not.toMatch(/[\u202a-\u202e]/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("chooses questions by their links", async () => {
    const { page } = await open(browser, report("hostile"), wide);
    await page.locator("#questions a").nth(1).click();
    await page.waitForFunction(() => location.hash === "#question-2");
    await expect
      .poll(() =>
        page.locator("#questions a").nth(1).getAttribute("aria-current"),
      )
      .toBe("true");
    await page.close();
  });

  it("says where disagreement comes from and how answers spread", async () => {
    const sources = await open(browser, report("sources"), wide);
    expect(
      await sources.page.locator("#sources tbody tr").count(),
    ).toBeGreaterThanOrEqual(7);
    expect(
      await sources.page.locator("#agreement table.wide tbody tr").count(),
    ).toBeGreaterThan(2);
    await sources.page.close();
    const plural = await open(browser, report("plural"), wide);
    expect(await plural.page.locator("#plural tbody tr").count()).toBe(2);
    expect(await plural.page.locator("#agreement").innerText()).toContain(
      "distance on a circle",
    );
    await plural.page.close();
  });

  it("is used by keyboard alone", async () => {
    const { page } = await open(browser, report("demo"), wide);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Go to the findings",
    );
    const heading = page.locator("#annotators thead button").first();
    await heading.focus();
    await page.keyboard.press("Enter");
    await expect
      .poll(() =>
        page.locator("#annotators th[aria-sort]").getAttribute("aria-sort"),
      )
      .toBe("ascending");
    const names = await page
      .locator("#annotators tbody th .mono")
      .allTextContents();
    expect(names).toEqual([...names].sort());
    await page.locator("#agreement details summary").focus();
    await page.keyboard.press("Enter");
    // The table is made when the browser tells of the opening, which is later than the key.
    await expect
      .poll(() => page.locator("#agreement details tbody tr").count())
      .toBe(10);
    await page.close();
  });

  it("changes its colours when asked, against the system", async () => {
    const { page } = await open(browser, report("demo"), wide);
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole("button", { name: "dark" }).click();
    await expect.poll(paper).not.toBe(light);
    expect(await accessibility_violations(page)).toEqual([]);
    await page.getByRole("button", { name: "system" }).click();
    await expect.poll(paper).toBe(light);
    await page.close();
  });

  it("prints on paper without controls, in light colours", async () => {
    const { page } = await open(browser, report("demo"), {
      width: 1440,
      scheme: "dark",
    });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.locator("nav").waitFor({ state: "hidden" });
    await page.locator(".theme").waitFor({ state: "hidden" });
    await expect
      .poll(() =>
        page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      )
      .toBe("rgb(255, 255, 255)");
    // Paper does not scroll: A4 between its margins is 703 px wide.
    await page.setViewportSize({ width: 703, height: 1000 });
    const cut = await page.locator("table, svg").evaluateAll((parts) =>
      parts.flatMap((part) => {
        const { right } = part.getBoundingClientRect();
        const place = part.closest("section")?.id ?? "";
        return right > 704
          ? [`${place} ${part.tagName} ends at ${right.toString()}`]
          : [];
      }),
    );
    expect(cut).toEqual([]);
    await page.pdf({
      path: join(fresh_pictures("print"), "report.pdf"),
      format: "A4",
      printBackground: true,
    });
    await page.close();
  });
});
