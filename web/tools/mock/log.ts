// The audit log of the mock: real hashes, real proofs, a real signature, so that the browser has something to
// verify. Proofs follow RFC 9162 by recursion over all leaves.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { AuditEvent, LogHead } from '../../src/api/types.ts';

const name = 'assay.example/log/mock';
const keys = generateKeyPairSync('ed25519');
const public_key = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leaf_hash = (leaf: string) => sha256(Buffer.of(0), Buffer.from(leaf));
const node_hash = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right);

function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function root_of(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Buffer;
  const at = split(leaves.length);
  return node_hash(root_of(leaves.slice(0, at)), root_of(leaves.slice(at)));
}

function path_of(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const at = split(leaves.length);
  return index < at
    ? [...path_of(index, leaves.slice(0, at)), root_of(leaves.slice(at))]
    : [...path_of(index - at, leaves.slice(at)), root_of(leaves.slice(0, at))];
}

function proof_of(first: number, leaves: Buffer[], whole: boolean): Buffer[] {
  if (first === leaves.length) return whole ? [] : [root_of(leaves)];
  const at = split(leaves.length);
  return first <= at
    ? [...proof_of(first, leaves.slice(0, at), whole), root_of(leaves.slice(at))]
    : [...proof_of(first - at, leaves.slice(at), false), root_of(leaves.slice(0, at))];
}

const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('hex'));

export class Log {
  readonly events: AuditEvent[] = [];
  private readonly leaves: Buffer[] = [];

  add(event: Omit<AuditEvent, 'index' | 'at' | 'leaf_sha256' | 'request_id'>) {
    const index = this.events.length;
    const at = new Date().toISOString();
    const hash = leaf_hash(JSON.stringify({ ...event, index, at }));
    this.leaves.push(hash);
    const request_id = sha256(Buffer.from(`request ${index.toString()}`))
      .toString('hex')
      .slice(0, 16);
    this.events.push({ ...event, index, at, request_id, leaf_sha256: hash.toString('hex') });
  }

  // The first entries of another log.
  take(other: Log, size: number) {
    this.leaves.push(...other.leaves.slice(0, size));
  }

  // For tests of what must be noticed: an old event is changed.
  tamper(index: number) {
    this.leaves[index] = leaf_hash('something else');
  }

  head(): LogHead {
    const root = root_of(this.leaves);
    const size = this.leaves.length;
    const body = `${name}\n${size.toString()}\n${root.toString('base64')}\n`;
    const key_id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), public_key).subarray(0, 4);
    const signature = Buffer.concat([key_id, sign(null, Buffer.from(body), keys.privateKey)]);
    return {
      size,
      root: root.toString('hex'),
      checkpoint: `${body}\n— ${name} ${signature.toString('base64')}\n`,
      public_key: public_key.toString('hex'),
      signed_at: new Date().toISOString(),
    };
  }

  inclusion = (index: number, size: number) => hex(path_of(index, this.leaves.slice(0, size)));
  consistency = (first: number, second: number) =>
    first === 0 ? [] : hex(proof_of(first, this.leaves.slice(0, second), true));
}
