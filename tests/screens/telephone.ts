// The application on a telephone that shows the codes of a second factor (RFC 6238), written here once more.

import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";

const step_ms = 30_000;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytes_of(base32: string): Buffer {
  const bits = [...base32]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const octets = bits.match(/.{8}/g) ?? [];
  return Buffer.from(octets.map((octet) => parseInt(octet, 2)));
}

function code_of(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", bytes_of(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return (number % 1_000_000).toString().padStart(6, "0");
}

export interface Telephone {
  next_code: () => Promise<string>;
}

// A code works once, and the server takes one step before and after: two codes follow without waiting, the
// third waits until it is taken, and each may be half a minute old before it arrives.
export function telephone_of(secret: string): Telephone {
  let next_step = 0;
  return {
    next_code: async () => {
      const now = Math.floor(Date.now() / step_ms);
      next_step = Math.max(next_step + 1, now);
      const taken_at = (next_step - 1) * step_ms;
      if (taken_at > Date.now()) await sleep(taken_at - Date.now());
      return code_of(secret, next_step);
    },
  };
}

// Begins the enrolment on the page of the account, as far as the secret; the code is not confirmed yet.
export async function begin_enrolment(
  on: Page,
  password: string,
): Promise<Telephone> {
  await on.locator("input[type=password]").first().fill(password);
  await on
    .getByRole("button", { name: "Enrol a telephone", exact: true })
    .click();
  await on.getByRole("img", { name: "Secret as a QR code" }).waitFor();
  const shown = await on.locator("form code").first().innerText();
  return telephone_of(shown.replaceAll(" ", ""));
}
