// What every page must keep to, at every width and in both colour schemes.

import type { Page } from "playwright-core";
import type { Application } from "./application.ts";
import {
  accessibility_violations,
  page_scrolls_sideways,
  type Screen,
  screens,
} from "./browser.ts";

const every_screen: Screen[] = [...screens, { width: 1920, scheme: "light" }];

// Charts are drawn anew for another size or scheme, within a frame or two.
const drawn = (on: Page) =>
  on.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done)),
      ),
  );

async function shows(on: Page, { width, scheme }: Screen): Promise<void> {
  await on.setViewportSize({ width, height: 900 });
  await on.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await on.evaluate(() => {
    window.scrollTo(0, 0);
  });
  await drawn(on);
}

async function faults(on: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  if (await page_scrolls_sideways(on)) found.push(`${where} scrolls sideways`);
  for (const violation of await accessibility_violations(on))
    found.push(`${where}: ${violation}`);
  const text = await on.locator("body").innerText();
  if (/\bNaN\b|undefined|\[object|Infinity/.test(text))
    found.push(`${where} shows what is no text`);
  return found;
}

// Looks at the page that is open, and keeps a picture of each; what is wrong with it.
export async function faults_at_every_width(
  app: Application,
  on: Page,
  name: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const screen of every_screen) {
    await shows(on, screen);
    const as = `${screen.width.toString()}-${screen.scheme}`;
    await app.picture(`${name}-${as}`, on);
    found.push(...(await faults(on, `${name} at ${as}`)));
  }
  await shows(on, { width: 1440, scheme: "light" });
  return found;
}

// The same of each page, by the name of its picture and its path.
export async function faults_of_pages(
  app: Application,
  on: Page,
  places: string[][],
): Promise<string[]> {
  const found: string[] = [];
  for (const [name = "", path = ""] of places) {
    await app.go(path, on);
    found.push(...(await faults_at_every_width(app, on, name)));
  }
  return found;
}
