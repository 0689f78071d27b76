// The pages of a folder in the place of those in the binary: ASSAY_WEB names it (web/dist/app, after a build).
// What the server says of a page, its policy above all, holds for these as well.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import type { BrowserContext } from "playwright-core";

const types: Record<string, string> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

export async function serve_pages_of_folder(context: BrowserContext) {
  const folder = process.env.ASSAY_WEB;
  if (!folder) return;
  const of_pages = (url: URL) =>
    url.protocol === "http:" && !url.pathname.startsWith("/api/");
  await context.route(of_pages, async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const named = join(resolve(folder), normalize(pathname));
    const there = existsSync(named) && statSync(named).isFile();
    const path = there ? named : join(resolve(folder), "index.html");
    const type = types[path.split(".").pop() ?? ""];
    if (!type) throw new Error(`of what type is ${path}?`);
    if (there) {
      const headers = { "Content-Type": type };
      await route.fulfill({ body: readFileSync(path), headers });
      return;
    }
    const policy =
      (await fetch(`${origin}/`)).headers.get("Content-Security-Policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    await route.fulfill({
      body: readFileSync(path, "utf8").replace("@ASSAY_NONCE@", nonce),
      headers: { "Content-Type": type, "Content-Security-Policy": policy },
    });
  });
}
