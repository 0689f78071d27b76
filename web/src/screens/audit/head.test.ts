import { describe, expect, it } from 'vitest';
import { read_note } from './head.ts';

const root = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';
const signature =
  'yLEf5pLBaPfGqt1DkZgsIia3Nnof7gy1oC035Gawl8OjB+sLX6lGcx2sJxBeUuS0FqaFX8YZ5Ex/Am5Ii1FJV8jD7QQ=';
const note = `assay.example/log/p1\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n— assay.example/log/p1 ${signature}\n`;

describe('a checkpoint', () => {
  it('is read with its name, size, root and signature', () => {
    const read = read_note(note);
    expect(read).toMatchObject({ name: 'assay.example/log/p1', size: 8, root, key_id: 'c8b11fe6' });
    expect(read?.signature).toHaveLength(64);
  });

  it('is refused without the signature of its own name, or with one of another length', () => {
    expect(read_note(note.replace('— assay.example/log/p1', '— other'))).toBeNull();
    expect(read_note(note.replace(signature, 'AAAA'))).toBeNull();
    expect(read_note('')).toBeNull();
    expect(read_note(note.replace('\n8\n', '\n-8\n'))).toBeNull();
  });

  it('bears a signature that fits its key, and no other text', async () => {
    const read = read_note(note);
    const raw = Uint8Array.from(
      '03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8'.match(/../g) ?? [],
      (pair) => parseInt(pair, 16),
    );
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    if (!read) throw new Error('not read');
    expect(await crypto.subtle.verify('Ed25519', key, read.signature, read.body)).toBe(true);
    const other = new TextEncoder().encode(new TextDecoder().decode(read.body).replace('8', '9'));
    expect(await crypto.subtle.verify('Ed25519', key, read.signature, other)).toBe(false);
  });
});
