// The server that the application's screens are driven against: the real one, with its data in a folder of its
// own. ASSAY_URL names another (a fresh one; ASSAY_SETUP_TOKEN is the code of its set-up link).

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { binary } from "./assay.ts";

export interface TestServer {
  address: string;
  // Where the first user is made, as the server prints it: path and query.
  setup_path: string;
  close: () => Promise<void>;
}

const patience_ms = 30_000;

// An issuer that nobody can reach: its button is there, and what comes of it is said.
const nowhere = "http://127.0.0.1:1";
const absent_issuer = [
  ...["--public-address", nowhere, "--openid-issuer", nowhere],
  ...[
    "--openid-client-id",
    "assay",
    "--openid-button",
    "Continue with Example",
  ],
];

// What the server prints until it has said where it listens and who may come first.
function greeting(server: ChildProcess): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = "";
    const refuse = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`assay serve ${why}: ${said}`));
    };
    const timer = setTimeout(() => {
      server.kill("SIGKILL");
      refuse("did not start");
    }, patience_ms);
    const hear = (part: Buffer) => {
      said += part.toString();
      const link = /^\s*(http:\/\/[\d.:]+)(\/\S*#token=\S+)\n/m.exec(said);
      if (!link) return;
      clearTimeout(timer);
      resolve(link);
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", (part: Buffer) => {
      said += part.toString();
    });
    server.once("exit", (code) => {
      refuse(`ended with ${String(code)}`);
    });
    server.once("error", (error) => {
      refuse(error.message);
    });
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => server.kill("SIGKILL"), patience_ms);
    server.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    server.kill("SIGTERM");
  });
}

export async function start_server(folder: string): Promise<TestServer> {
  const given = process.env.ASSAY_URL;
  if (given) {
    const setup_path = `/setup#token=${process.env.ASSAY_SETUP_TOKEN ?? ""}`;
    return { address: given, setup_path, close: () => Promise.resolve() };
  }
  const place = ["--data", join(folder, "data"), "--listen", "127.0.0.1:0"];
  // Webhooks may be made; what they would be told leads nowhere.
  const outside = [
    ...absent_issuer,
    "--webhook-hosts",
    "hooks.example.invalid",
  ];
  const settings = [...place, ...outside, "--log-level", "error"];
  const server = spawn(binary(), ["serve", ...settings], {
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [, address = "", setup_path = ""] = await greeting(server);
  return { address, setup_path, close: () => ended(server) };
}
