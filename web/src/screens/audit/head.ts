// The signed head of the log, checked here: its signature, and that it continues what this browser saw before.

import * as z from 'zod/mini';
import { consistency_proof } from '../../api/audit.ts';
import type { LogHead } from '../../api/types.ts';
import type { audit_words } from '../../words/audit.ts';
import { hex_of, is_consistent } from './merkle.ts';

export type Reason = keyof typeof audit_words.reasons;
export type Check = { result: 'good' } | { result: 'bad' | 'unable'; reason: Reason };

const good: Check = { result: 'good' };
const bad = (reason: Reason): Check => ({ result: 'bad', reason });
const unable = (reason: Reason): Check => ({ result: 'unable', reason });

const kept_head = z.object({
  size: z.number(),
  root: z.string(),
  checkpoint: z.string(),
  public_key: z.string(),
  signed_at: z.string(),
});

const storage_key = 'assay.log_head';

export function read_kept(): LogHead | null {
  try {
    const read = kept_head.safeParse(JSON.parse(localStorage.getItem(storage_key) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const keep = (head: LogHead) => {
  localStorage.setItem(storage_key, JSON.stringify(head));
};

const bytes_of_base64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const bytes_of_hex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

interface Note {
  name: string;
  size: number;
  root: string;
  body: Uint8Array<ArrayBuffer>;
  key_id: string;
  signature: Uint8Array<ArrayBuffer>;
}

// A C2SP checkpoint: origin, size, root, an empty line, signatures. The log's own is the one under its name.
export function read_note(checkpoint: string): Note | null {
  const [text = '', rest = ''] = checkpoint.split('\n\n');
  const [name = '', size = '', root = ''] = text.split('\n');
  const line = rest.split('\n').find((each) => each.startsWith(`— ${name} `));
  if (!name || !/^\d+$/.test(size) || !line) return null;
  try {
    const blob = bytes_of_base64(line.slice(name.length + 3));
    if (blob.length !== 68) return null;
    return {
      ...{ name, size: Number(size), root: hex_of(bytes_of_base64(root)) },
      body: new TextEncoder().encode(`${text}\n`),
      ...{ key_id: hex_of(blob.slice(0, 4)), signature: blob.slice(4) },
    };
  } catch {
    return null;
  }
}

async function key_id_of(name: string, key: Uint8Array): Promise<string> {
  const named = new TextEncoder().encode(`${name}\n\u0001`);
  const all = new Uint8Array(named.length + key.length);
  all.set(named);
  all.set(key, named.length);
  return hex_of(new Uint8Array(await crypto.subtle.digest('SHA-256', all)).slice(0, 4));
}

export const can_compute = (): boolean => window.isSecureContext;

export async function check_signature(head: LogHead): Promise<Check> {
  if (!can_compute()) return unable('insecure');
  const note = read_note(head.checkpoint);
  if (!note || note.size !== head.size || note.root !== head.root) return bad('bad_checkpoint');
  const key = bytes_of_hex(head.public_key);
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  } catch {
    return unable('no_ed25519');
  }
  const fits = await crypto.subtle.verify('Ed25519', imported, note.signature, note.body);
  return fits && note.key_id === (await key_id_of(note.name, key)) ? good : bad('bad_signature');
}

// Against the head kept here. A head that continues it takes its place; one that does not leaves it as evidence.
export async function check_kept(head: LogHead, signature: Check): Promise<Check | null> {
  const kept = read_kept();
  if (!can_compute()) return unable('insecure');
  if (!kept) {
    if (signature.result !== 'bad') keep(head);
    return null;
  }
  if (kept.public_key !== head.public_key) return bad('key_changed');
  if (kept.size > head.size) return bad('smaller');
  if (kept.size === head.size) return kept.root === head.root ? good : bad('root_changed');
  const { proof } = await consistency_proof(kept.size, head.size);
  const claim = {
    first: kept.size,
    first_root: kept.root,
    second: head.size,
    second_root: head.root,
    proof,
  };
  if (!(await is_consistent(claim))) return bad('not_consistent');
  if (signature.result !== 'bad') keep(head);
  return good;
}
