// Proofs of RFC 9162 verified in the browser. The loops follow sections 2.1.3.2 and 2.1.4.2; hashes are hex.

const bytes_of = (hex: string): Uint8Array<ArrayBuffer> | null => {
  if (!/^[0-9a-f]{64}$/.test(hex)) return null;
  return Uint8Array.from({ length: 32 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
};

export const hex_of = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const same = (a: Uint8Array, b: Uint8Array): boolean => hex_of(a) === hex_of(b);

async function node_hash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const joined = new Uint8Array(65);
  joined[0] = 1;
  joined.set(left, 1);
  joined.set(right, 33);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
}

// Indices beyond 2^53 do not occur: the log's numbers are JSON numbers. Shifts are divisions, as they may
// exceed 32 bits.
const half = (value: number): number => Math.floor(value / 2);
const is_odd = (value: number): boolean => value % 2 === 1;

export interface Inclusion {
  leaf: string;
  index: number;
  size: number;
  root: string;
  proof: string[];
}

export async function is_included({ leaf, index, size, root, proof }: Inclusion): Promise<boolean> {
  const [start, wanted] = [bytes_of(leaf), bytes_of(root)];
  if (!start || !wanted || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, start];
  for (const text of proof) {
    const other = bytes_of(text);
    if (!other || last === 0) return false;
    if (is_odd(at) || at === last) {
      hash = await node_hash(other, hash);
      while (!is_odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = await node_hash(hash, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, wanted);
}

export interface Consistency {
  first: number;
  first_root: string;
  second: number;
  second_root: string;
  proof: string[];
}

const is_power_of_two = (value: number): boolean => Number.isInteger(Math.log2(value));

export async function is_consistent(claim: Consistency): Promise<boolean> {
  const { first, second, proof } = claim;
  const [old_root, new_root] = [bytes_of(claim.first_root), bytes_of(claim.second_root)];
  if (!old_root || !new_root || first < 0 || first > second) return false;
  if (first === 0) return proof.length === 0;
  if (first === second) return proof.length === 0 && same(old_root, new_root);
  const path = proof.map(bytes_of);
  const nodes = is_power_of_two(first) ? [old_root, ...path] : path;
  const start = nodes[0];
  if (!start) return false;
  let [at, last] = [first - 1, second - 1];
  while (is_odd(at)) [at, last] = [half(at), half(last)];
  let [old_hash, new_hash] = [start, start];
  for (const other of nodes.slice(1)) {
    if (!other || last === 0) return false;
    if (is_odd(at) || at === last) {
      old_hash = await node_hash(other, old_hash);
      new_hash = await node_hash(other, new_hash);
      while (!is_odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else new_hash = await node_hash(new_hash, other);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(old_hash, old_root) && same(new_hash, new_root);
}
