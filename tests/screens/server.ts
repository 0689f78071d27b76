// The server that the application's screens are driven against: the one that ASSAY_URL names (a fresh one;
// ASSAY_SETUP_TOKEN is the code of its set-up link), or else the mock with the real binary behind its numbers.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Mock, start_mock } from "../../web/tools/mock/server.ts";
import { add_regions } from "../../web/tools/mock/regions.ts";
import { assay, binary } from "./assay.ts";

export interface TestServer {
  address: string;
  setup_token: string;
  // What only the mock can do: items with regions, a log that was changed.
  mock: Mock | null;
  close: () => Promise<void>;
}

export async function start_server(): Promise<TestServer> {
  const address = process.env.ASSAY_URL;
  if (address) {
    const setup_token = process.env.ASSAY_SETUP_TOKEN ?? "";
    return { address, setup_token, mock: null, close: () => Promise.resolve() };
  }
  const app = resolve(import.meta.dirname, "../../web/dist/app");
  if (!existsSync(join(app, "index.html")))
    throw new Error("no application: ./do web builds web/dist/app");
  const mock = await start_mock({ app, binary: binary() });
  const { setup_token } = mock.state;
  return { address: mock.address, setup_token, mock, close: mock.close };
}

export function regions_project({ mock }: TestServer): string {
  if (!mock) throw new Error("only the mock makes regions");
  return add_regions(mock.state);
}

// A small delivery with items, annotations and gold.
export function small_delivery(folder: string): Record<string, string> {
  const delivery = join(folder, "small");
  const sizes = ["--items", "400", "--annotators", "10", "--gold", "80"];
  assay("simulate", "--seed", "2", ...sizes, "-o", delivery);
  const beside = (name: string) => join(delivery, `${name}.csv`);
  return {
    items: beside("items"),
    annotations: beside("labels"),
    gold: beside("gold"),
  };
}
