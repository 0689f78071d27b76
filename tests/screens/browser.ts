// Chromium, and what every page must keep to.

import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";

export type Scheme = "light" | "dark";
export interface Screen {
  width: number;
  scheme: Scheme;
}

export const screens: Screen[] = [1440, 390].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

export function start(): Promise<Browser> {
  const as_root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: as_root ? ["--no-sandbox"] : [],
  });
}

export interface OpenPage {
  page: Page;
  // What the console said, errors of scripts, and requests for anything but the file itself.
  complaints: string[];
}

export async function open(
  browser: Browser,
  file: string,
  screen: Screen,
  ready = "#methods",
): Promise<OpenPage> {
  const page = await browser.newPage({
    viewport: { width: screen.width, height: 900 },
    colorScheme: screen.scheme,
    reducedMotion: "reduce",
  });
  const complaints: string[] = [];
  const address = new URL(
    `file://${file.split("/").map(encodeURIComponent).join("/")}`,
  ).href;
  page.on("console", (message) =>
    complaints.push(`${message.type()}: ${message.text()}`),
  );
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const asked = request.url();
    if (asked !== address && !asked.startsWith("data:"))
      complaints.push(`asked for ${asked}`);
  });
  await page.goto(address);
  await page.waitForSelector(ready);
  await page.evaluate(() => document.fonts.ready);
  return { page, complaints };
}

// Every violation of WCAG A and AA, and of good practice, that axe-core finds: rule and place.
export async function accessibility_violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window)))
    await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const engine = (window as unknown as { axe: typeof axe }).axe;
    const found = await engine.run(document, {
      runOnly: [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
      ],
    });
    return found.violations.flatMap((violation) =>
      violation.nodes
        .slice(0, 5)
        .map(
          (node) =>
            `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`,
        ),
    );
  });
}

// Texts that lie under another text or are cut off by their own box without a way to see the rest.
export function cut_off(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      "h1, h2, h3, p, dt, dd, li, button, th, td",
    )) {
      if (
        element.scrollWidth <= element.clientWidth + 1 ||
        element.clientWidth === 0
      )
        continue;
      const { overflowX } = getComputedStyle(element);
      if (element.closest(".scroll") === null || overflowX === "hidden") {
        found.push(`${element.tagName} "${element.textContent.slice(0, 60)}"`);
      }
    }
    return found;
  });
}

export function page_scrolls_sideways(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth >
      document.documentElement.clientWidth,
  );
}
