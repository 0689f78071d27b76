// What people marked in images and texts, drawn where it is; and the alarm when the log is not the one seen before.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Application,
  bring_in,
  open_application,
  set_up,
} from "./application.ts";
import { accessibility_violations } from "./browser.ts";
import { scan_png } from "./png.ts";

let app: Application;
let page: Page;
let project = "";
const ids: Record<string, string> = {};
const size = { width: 400, height: 300 };

// An export of Label Studio: two people, one image with boxes, one of them turned, a polygon and an ellipse; one
// text with spans.
const result = (type: string, to_name: string, value: object) => ({
  from_name: type,
  to_name,
  type,
  value,
  original_width: size.width,
  original_height: size.height,
});

function marks_of(person: number) {
  const shift = person - 1;
  const box = { x: 35 + shift, y: 30, width: 30, height: 40, rotation: 0 };
  const corners = [
    [10, 10],
    [30, 10 + shift],
    [20, 30],
  ];
  const turned = { x: 50, y: 5, width: 10, height: 10, rotation: 90 };
  const round = { x: 80, y: 50, radiusX: 8, radiusY: 12, rotation: 0 };
  return [
    result("rectanglelabels", "image", { ...box, rectanglelabels: ["mass"] }),
    result("polygonlabels", "image", {
      points: corners,
      polygonlabels: ["effusion"],
    }),
    result("rectanglelabels", "image", {
      ...turned,
      rectanglelabels: ["effusion"],
    }),
    result("ellipselabels", "image", { ...round, ellipselabels: ["mass"] }),
  ];
}

const sentence = "🩻 A cough since Monday, and a fever at night.";
const span = (text: string, label: string) => {
  const start = sentence.indexOf(text);
  const end = start + text.length;
  return result("labels", "text", { start, end, text, labels: [label] });
};

const annotation = (person: number, marks: object[]) => ({
  id: person,
  completed_by: person,
  created_at: `2026-01-0${person.toString()}T08:00:00Z`,
  result: marks,
});

const tasks = [
  {
    id: 1,
    data: { image: "scan-1.png" },
    annotations: [1, 2].map((who) => annotation(who, marks_of(who))),
  },
  {
    id: 2,
    data: { text: sentence },
    annotations: [
      annotation(1, [span("cough", "symptom"), span("since Monday", "time")]),
      annotation(2, [
        span("a fever at night", "symptom"),
        span("night", "time"),
      ]),
    ],
  },
];

// An export of CVAT: a cuboid on an image of its own. Its back face begins on the right.
const corners = [
  [40, 60],
  [40, 220],
  [180, 60],
  [180, 220],
  [260, 30],
  [260, 150],
  [120, 30],
  [120, 150],
];
const corner_names = ["tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2"];
const cuboid_attributes = corner_names
  .map(
    (name, at) =>
      `x${name}="${String(corners[at]?.[0])}" y${name}="${String(corners[at]?.[1])}"`,
  )
  .join(" ");
const cvat = `<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta></meta>
<image id="0" name="3" width="400" height="300"><cuboid label="mass" ${cuboid_attributes}/></image>
</annotations>
`;

// The interface, as the signed-in page calls it.
const call = <Answer>(method: string, path: string, body: object) =>
  page.evaluate(
    async ([method, path, body]) => {
      const asked = await fetch("/api/v1/session");
      const { csrf_token } = (await asked.json()) as { csrf_token: string };
      const response = await fetch(path, {
        method,
        body,
        headers: {
          "Content-Type": "application/json",
          "X-CSRF-Token": csrf_token,
        },
      });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as unknown;
    },
    [method, path, JSON.stringify(body)] as const,
  ) as Promise<Answer>;

beforeAll(async () => {
  app = await open_application("regions");
  page = app.page;
  await set_up(app);
  ({ id: project } = await call<{ id: string }>("POST", "/api/v1/projects", {
    name: "Scans and notes",
  }));
  const file = join(app.folder, "export.json");
  writeFileSync(file, JSON.stringify(tasks));
  await bring_in(app, project, "Annotations", file);
  const second = join(app.folder, "cuboids.xml");
  writeFileSync(second, cvat);
  await bring_in(app, project, "Annotations", second);
  const items = `/api/v1/projects/${project}/items`;
  const address = { url: "https://pictures.example.org/scan-1.png" };
  await call("POST", items, {
    items: [
      { key: "1", kind: "image", content: address },
      { key: "2", kind: "text", content: sentence },
      { key: "3", kind: "image", content: address },
    ],
  });
  const listed = await page.evaluate(
    async (path) => (await (await fetch(path)).json()) as unknown,
    items,
  );
  for (const { key, id } of (listed as { items: { key: string; id: string }[] })
    .items)
    ids[key] = id;
  // Where the bytes of an image come from is the server's to say; here they come from the test.
  await page.route(`**${items}/*`, async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as { kind: string };
    const image_url = json.kind === "image" ? "/scan-1.png" : null;
    await route.fulfill({ response, json: { ...json, image_url } });
  });
  await page.route("**/scan-1.png", (route) =>
    route.fulfill({
      contentType: "image/png",
      body: scan_png(size.width, size.height),
    }),
  );
});

afterAll(async () => {
  await app.close();
});

const item = (key: string) => `/projects/${project}/items/${ids[key] ?? ""}`;

describe("regions", () => {
  it("are drawn where they are, at any size of the image", async () => {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await app.go(item("1"));
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
      const scale = image.width / size.width;
      expect(box.x - image.x).toBeCloseTo(140 * scale, -1);
      expect(box.width).toBeCloseTo(120 * scale, -1);
      expect(box.y - image.y).toBeCloseTo(90 * scale, -1);
      expect(await page.locator(".item_image polygon").count()).toBe(6);
      expect(await page.locator(".item_image ellipse").count()).toBe(2);
      // Turned a quarter about its corner at (200, 15): 40 by 30 pixels become 30 by 40, left of and below it.
      const drawn = await page.evaluate(() =>
        [...document.querySelectorAll(".item_image polygon")].map((polygon) =>
          (polygon.getAttribute("points") ?? "").split(" ").map(Number),
        ),
      );
      expect(drawn.map((numbers) => numbers.map(Math.round))).toContainEqual([
        ...[200, 15, 200, 55, 170, 55, 170, 15],
      ]);
      expect(await page.getByText("(not drawn)").count()).toBe(0);
      await app.picture(`regions-${width.toString()}`);
      expect(await accessibility_violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("with a depth show both faces and the edges between", async () => {
    await app.go(item("3"));
    await page.waitForSelector(".item_image polygon");
    const numbers = (name: string, attribute: string) =>
      page
        .locator(`.item_image ${name}`)
        .first()
        .getAttribute(attribute)
        .then((text) => (text ?? "").match(/\d+/g)?.map(Number));
    expect(await numbers("polygon", "points")).toEqual([
      ...[40, 60, 40, 220, 180, 220, 180, 60],
    ]);
    // The back face, then from each corner of the front to its own: not across.
    expect(await numbers("path.behind", "d")).toEqual([
      ...[120, 30, 120, 150, 260, 150, 260, 30],
      ...[40, 60, 120, 30, 40, 220, 120, 150],
      ...[180, 220, 260, 150, 180, 60, 260, 30],
    ]);
    expect(await page.getByText("(not drawn)").count()).toBe(0);
    await app.picture("cuboid");
    expect(await accessibility_violations(page)).toEqual([]);
  });

  it("of a text are marked, one inside another too", async () => {
    await app.go(item("2"));
    const marks = await page.locator("mark").allInnerTexts();
    const marked = marks.join("|");
    expect(marked).toMatch(/^cough/);
    expect(marked).toContain("since Monday");
    expect(marked).toContain("a fever at ");
    await app.picture("spans");
    expect(await accessibility_violations(page)).toEqual([]);
  });
});

describe("the log", () => {
  it("raises the alarm when it is not the one seen before", async () => {
    await app.go("/audit");
    await page.getByText("This is the first head this browser sees").waitFor();
    await page.evaluate(() => {
      const kept = localStorage.getItem("assay.log_head") ?? "{}";
      const head = JSON.parse(kept) as { root: string };
      head.root = head.root.split("").reverse().join("");
      localStorage.setItem("assay.log_head", JSON.stringify(head));
    });
    await app.go("/audit");
    await page
      .getByText("The log is not the one that was seen before")
      .waitFor();
    await app.picture("tampered");
    expect(await accessibility_violations(page)).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});
