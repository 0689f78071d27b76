// A batch goes out, is assigned, and is answered: steps of the people's way through the application.

import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Application, heading } from "./application.ts";
import { sign_in } from "./people.ts";

interface Stage {
  app: Application;
  page: Page;
  theirs: Page;
  judging: Page;
  place: (name: string) => string;
  go: (path: string, on?: Page) => Promise<void>;
  button: (name: string | RegExp, on?: Page) => Locator;
  dialog: (on?: Page) => Locator;
  table: (name: string, on?: Page) => Locator;
  finds_no_fault: (on?: Page) => Promise<void>;
  refused: (status: number, act: () => Promise<void>) => Promise<void>;
  provider: string;
  annotator: { name: string; email: string; organisation: string };
  found: (ids: { batch?: string; assignment?: string }) => void;
}

export function tells_of_batches(stage: () => Stage) {
  let batch = "";
  describe("a batch", () => {
    it("is made and released by the owner", async () => {
      const {
        page,
        place,
        go,
        button,
        dialog,
        table,
        finds_no_fault,
        refused,
        provider,
        found,
      } = stage();
      await go(place("batches"));
      await expect
        .poll(() => heading(page))
        .toBe("Which items are out, and when are they due?");
      await button("Make the draft").click();
      await page.getByText("Name at least one item.").waitFor();
      await finds_no_fault();
      await page.getByLabel("Name", { exact: true }).fill("First week");
      await page.getByLabel("Provider").selectOption({ label: provider });
      await page.getByLabel("Items", { exact: true }).fill("i0\ni1\nnever");
      await refused(400, async () => {
        await button("Make the draft").click();
        await page.getByText("the project has no item of this name").waitFor();
      });
      await page.getByLabel("Items", { exact: true }).fill("i0\ni1\ni60");
      await button("Make the draft").click();
      await page.getByText("“First week” is a draft.").waitFor();
      expect(await table("Batches").innerText()).toMatch(
        /First week\s+Example Labels\s+draft\s+0 of 3/,
      );
      await page.getByRole("link", { name: "First week" }).click();
      await page.waitForURL(/batches\/\d+$/);
      batch = /batches\/(\d+)$/.exec(page.url())?.[1] ?? "";
      found({ batch });
      await button("Release").click();
      await dialog().getByRole("button", { name: "Release the batch" }).click();
      await page.getByText(/of working time left/).waitFor();
    });

    it("is assigned by the lead, once it is known who the annotator is", async () => {
      const {
        app,
        theirs,
        place,
        go,
        button,
        dialog,
        table,
        finds_no_fault,
        annotator,
      } = stage();
      await go(place("batches"), theirs);
      await theirs.getByRole("link", { name: "First week" }).click();
      await button("Assign items", theirs).click();
      const named = dialog(theirs).getByLabel(/Max Annotator: say first/);
      expect(await named.isDisabled()).toBe(true);
      await finds_no_fault(theirs);
      await dialog(theirs).getByRole("button", { name: "Cancel" }).click();
      await go(place("people"), theirs);
      await button(`Change the role of ${annotator.name}`, theirs).click();
      await dialog(theirs).getByLabel("Name in annotations").fill("max");
      await dialog(theirs).getByRole("button", { name: "Save" }).click();
      await table("Your people", theirs).filter({ hasText: /max/ }).waitFor();
      await go(place(`batches/${batch}`), theirs);
      await button("Assign items", theirs).click();
      await dialog(theirs).getByLabel(annotator.name).check();
      await app.picture("batch-assign", theirs);
      await dialog(theirs).getByRole("button", { name: "Assign" }).click();
      await theirs.getByText("3 items were assigned.").waitFor();
      await table("Who judges which item?", theirs)
        .filter({ hasText: `${annotator.name} offered` })
        .first()
        .waitFor();
    });

    it("shows its items to the annotator, who answers one and gives one back", async () => {
      const {
        app,
        judging,
        place,
        go,
        button,
        dialog,
        table,
        finds_no_fault,
        annotator,
        found,
      } = stage();
      await sign_in(judging, app.server.address, annotator);
      await judging.getByRole("link", { name: "Chest findings" }).click();
      await judging.waitForURL(/own_items$/);
      await expect
        .poll(() => heading(judging))
        .toBe("What waits for your answer?");
      await table("My items", judging).first().waitFor();
      expect(await table("My items", judging).count()).toBe(3);
      await finds_no_fault(judging);
      await judging.getByRole("link", { name: "i0" }).click();
      await expect.poll(() => heading(judging)).toBe("What is right for i0?");
      expect(await judging.getByText("p1").count()).toBe(0);
      await button("Submit", judging).click();
      await judging.getByText("Answer this question.").waitFor();
      await finds_no_fault(judging);
      await judging.getByLabel("polyp").check();
      await button("Submit", judging).click();
      await expect.poll(() => heading(judging)).toBe("What is right for i1?");
      await button("Give back", judging).click();
      await dialog(judging).getByLabel("Why").fill("blurred");
      await app.picture("item-return", judging);
      await dialog(judging).getByRole("button", { name: "Give back" }).click();
      await expect.poll(() => heading(judging)).toBe("What is right for i60?");
      found({
        assignment: /own_items\/(\d+)$/.exec(judging.url())?.[1] ?? "",
      });
      await go(place(`batches/${batch}`));
      const rows = table("Who judges which item?");
      await rows.filter({ hasText: /submitted/ }).waitFor();
      expect(await rows.filter({ hasText: annotator.name }).count()).toBe(0);
      expect(await rows.filter({ hasText: /annotator-/ }).count()).toBe(3);
    });
  });
}
