// How people come in, stay and go, on a real server: invitations, the second factor, sessions, states of users.

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Application,
  heading,
  open_application,
  owner,
  settled,
} from "./application.ts";
import { accessibility_violations } from "./browser.ts";
import { watch_contract } from "./contract.ts";
import { begin_enrolment } from "./telephone.ts";

let app: Application;
let page: Page;
let guests: BrowserContext;
let guest: Page;
let guest_contract: ReturnType<typeof watch_contract>;

const eve = {
  name: "Eve Guest",
  email: "eve@example.com",
  password: "a long sentence of her own",
};
const button = (name: string, on = page) =>
  on.getByRole("button", { name, exact: true });
const secret_fields = (on = page) => on.locator("input[type=password]");

async function finds_no_fault(on = page) {
  expect(await accessibility_violations(on)).toEqual([]);
}

async function sign_in(on: Page, who: { email: string; password: string }) {
  await on.getByLabel("E-mail").fill(who.email);
  await secret_fields(on).fill(who.password);
  await button("Sign in", on).click();
}

beforeAll(async () => {
  app = await open_application("sign-in");
  page = app.page;
  await app.go(app.server.setup_path);
  await page.getByLabel("Organisation").fill(owner.organisation);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await secret_fields().nth(0).fill(owner.password);
  await secret_fields().nth(1).fill(owner.password);
  await button("Set up the server").click();
  await page.getByText("No project yet").waitFor();
  const browser = app.context.browser();
  if (!browser) throw new Error("the browser has gone");
  guests = await browser.newContext({ reducedMotion: "reduce" });
  guest_contract = watch_contract(guests);
  guest = await guests.newPage();
  guest.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await app.close();
});

describe("a person", () => {
  it("is invited, and comes in by the link", async () => {
    await app.go("/users");
    await page.getByLabel("E-mail").fill(eve.email);
    await button("Invite").click();
    const link = await page.locator(".secret code").innerText();
    expect(link).toContain(`${app.server.address}/invitation#assay_`);
    await finds_no_fault();
    await app.picture("invited");
    await guest.goto(link);
    await guest.getByText(`invites ${eve.email}`).waitFor();
    await finds_no_fault(guest);
    await app.picture("invitation", guest);
    await guest.getByLabel("Your name").fill(eve.name);
    for (const [password, words] of [
      ["qwertyuiop12", "guessed within minutes"],
      ["correct horse", "hard to guess"],
    ] as const) {
      await secret_fields(guest).nth(0).fill(password);
      await guest.getByText(words, { exact: false }).waitFor();
      await finds_no_fault(guest);
    }
    await app.picture("invitation-strength", guest);
    await secret_fields(guest).nth(0).fill(eve.password);
    await secret_fields(guest).nth(1).fill(eve.password);
    await button("Come in", guest).click();
    await guest.getByText("No project yet").waitFor();
    await page.reload();
    await page.getByText("accepted").waitFor();
  });

  it("enrols a telephone, and signs in in two steps", async () => {
    await app.go("/account", guest);
    const telephone = await begin_enrolment(guest, eve.password);
    await finds_no_fault(guest);
    await app.picture("enrolment", guest);
    await guest.getByLabel("Code").fill(await telephone.next_code());
    await button("Confirm the code", guest).click();
    await guest.getByText("Recovery codes").first().waitFor();
    const recovery = await guest.locator(".codes code").allInnerTexts();
    expect(new Set(recovery).size).toBe(10);
    await finds_no_fault(guest);
    await button("I have kept them", guest).click();
    await guest.getByText("Recovery codes left: 10 of 10.").waitFor();
    for (const code of [await telephone.next_code(), recovery[0] ?? ""]) {
      await guest.getByRole("button", { name: /^Eve Guest/ }).click();
      await guest.getByRole("menuitem", { name: "Sign out" }).click();
      await guest.getByLabel("E-mail").waitFor();
      await sign_in(guest, eve);
      await expect
        .poll(() => heading(guest))
        .toBe("Which code does your telephone show?");
      await finds_no_fault(guest);
      await guest.getByLabel("Code").fill(code);
      await button("Sign in", guest).click();
      await expect.poll(() => heading(guest)).toBe("How do you sign in?");
    }
    await guest.getByText("Recovery codes left: 9 of 10.").waitFor();
  });

  it("changes the password, and every other session ends", async () => {
    const elsewhere = await guests.browser()?.newContext();
    const other = await elsewhere?.newPage();
    if (!other) throw new Error("the browser has gone");
    await other.goto(`${app.server.address}/account`);
    await sign_in(other, owner);
    await expect.poll(() => heading(other)).toBe("How do you sign in?");
    await app.go("/account");
    await button("End all others").waitFor();
    await finds_no_fault();
    await app.picture("account");
    const changed = `${owner.password}, changed`;
    const form = page.locator("form", { hasText: "Old password" });
    await form.locator("input[type=password]").nth(0).fill(owner.password);
    await form.locator("input[type=password]").nth(1).fill(changed);
    await form.locator("input[type=password]").nth(2).fill(changed);
    await button("Change the password").click();
    await page.getByText("Your other sessions have ended.").waitFor();
    await other.reload();
    await other.getByLabel("E-mail").waitFor();
    await elsewhere?.close();
  });

  it("is locked by an administrator, and is out at once", async () => {
    await app.go("/users");
    await page
      .getByRole("button", { name: `Lock: ${eve.name}`, exact: true })
      .click();
    await page.getByLabel("Why").fill("on leave");
    await finds_no_fault();
    await button("Lock").click();
    await page
      .getByRole("button", { name: `Unlock: ${eve.name}`, exact: true })
      .waitFor();
    await guest.reload();
    await guest.getByLabel("E-mail").waitFor();
    await sign_in(guest, eve);
    await guest.getByRole("alert").waitFor();
  });

  it("was answered as the contract says", async () => {
    await settled(page);
    expect(app.contract.checked()).toBeGreaterThan(10);
    expect(await app.contract.findings()).toEqual([]);
    expect(await guest_contract.findings()).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});
