// The application of a fresh server in a browser, and how one gets about in it.

import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { fresh_pictures, temporary_folder } from "./assay.ts";
import { start } from "./browser.ts";
import { watch_contract } from "./contract.ts";
import { serve_pages_of_folder } from "./pages.ts";
import { start_server, type TestServer } from "./server.ts";

export const owner = {
  organisation: "Example Clinic",
  name: "Ada Owner",
  email: "ada@example.com",
  password: "a long enough sentence",
};

export interface Application {
  server: TestServer;
  folder: string;
  context: BrowserContext;
  page: Page;
  // What the consoles of all pages said: errors, warnings, what the policy of the page refused.
  complaints: string[];
  contract: ReturnType<typeof watch_contract>;
  go: (path: string, on?: Page) => Promise<void>;
  // The whole page as a picture, for people to look at.
  picture: (name: string, on?: Page) => Promise<void>;
  another_page: () => Promise<Page>;
  // A page of somebody else: nobody is signed in there.
  another_person: () => Promise<Page>;
  close: () => Promise<void>;
}

function listen(to: Page, complaints: string[]) {
  to.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(message.text());
  });
  to.on("pageerror", (error) => complaints.push(error.message));
}

export async function settled(on: Page) {
  await on.waitForSelector("h1");
  await on.waitForFunction(
    () => document.querySelector(".loading, .quiet[data-wait]") === null,
  );
  await on.evaluate(() => document.fonts.ready);
}

export async function open_application(name: string): Promise<Application> {
  const folder = temporary_folder();
  const pictures = fresh_pictures(name);
  const complaints: string[] = [];
  const server = await start_server(folder);
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    browser = await start();
    const started = browser;
    const another_context = async () => {
      const made = await started.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: "reduce",
      });
      await serve_pages_of_folder(made);
      return made;
    };
    const context = await another_context();
    const contract = watch_contract(context);
    const page_of = async (of: BrowserContext) => {
      const page = await of.newPage();
      page.setDefaultTimeout(20_000);
      listen(page, complaints);
      return page;
    };
    const another_page = () => page_of(context);
    const another_person = async () => {
      const theirs = await another_context();
      contract.watch(theirs);
      return page_of(theirs);
    };
    const page = await another_page();
    return {
      ...{ server, folder, context, page, complaints, contract },
      ...{ another_page, another_person, close },
      go: async (path, on = page) => {
        await on.goto(server.address + path);
        await settled(on);
      },
      picture: async (title, on = page) => {
        const path = join(pictures, `${title}.png`);
        await on.screenshot({ path, fullPage: true });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export const heading = (on: Page) =>
  on.getByRole("heading", { level: 1 }).innerText();

export async function set_up({ page, go, server }: Application) {
  await go(server.setup_path);
  await page.getByLabel("Organisation").fill(owner.organisation);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  for (const field of await page.locator("input[type=password]").all())
    await field.fill(owner.password);
  await page.getByRole("button", { name: "Set up the server" }).click();
  await page.getByText("No project yet").waitFor();
}

// Sends a file and says yes to what the server makes of it; what it came to, as the page says it.
export async function bring_in(
  { page, go, picture }: Application,
  project: string,
  kind: "Items" | "Annotations" | "Gold",
  file: string,
): Promise<string> {
  await go(`/projects/${project}/import/new`);
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Send the file" }).click();
  await page.getByText(/^Read as /).waitFor();
  await picture(`import-${kind}`);
  await page.getByRole("button", { name: "Next" }).click();
  await page
    .getByRole("button", { name: "Try without keeping anything" })
    .click();
  await page.getByText(/Tried: nothing was kept\./).waitFor();
  await page.getByRole("button", { name: "Bring in", exact: true }).click();
  const result = page.getByText(/The file is in\./);
  await result.waitFor();
  return result.innerText();
}
