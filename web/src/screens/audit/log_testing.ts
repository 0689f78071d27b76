// A log made here, for tests: its proofs follow RFC 9162 by recursion over all leaves.

import { createHash } from 'node:crypto';

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
  private readonly leaves: Buffer[] = [];

  add(entry: string) {
    this.leaves.push(leaf_hash(entry));
  }

  leaf = (index: number): string => this.leaves[index]?.toString('hex') ?? '';
  root = (size: number): string => root_of(this.leaves.slice(0, size)).toString('hex');
  inclusion = (index: number, size: number) => hex(path_of(index, this.leaves.slice(0, size)));
  consistency = (first: number, second: number) =>
    first === 0 ? [] : hex(proof_of(first, this.leaves.slice(0, second), true));
}
