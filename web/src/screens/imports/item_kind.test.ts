import { describe, expect, it } from 'vitest';
import { import_words } from '../../words/imports.ts';
import { item_kinds, kind_chosen, kind_found, with_kind } from './item_kind.ts';

const request = { upload: '7', kind: 'items' as const };
const rows = (...kinds: string[]) => kinds.map((kind, at) => ({ item: at.toString(), kind }));

describe('the kind of items', () => {
  it('is what the rows were found to be, as long as they are of one kind', () => {
    expect(kind_found(rows('conversation', 'conversation'))).toBe('conversation');
    expect(kind_found(rows('text', 'image'))).toBeNull();
    expect(kind_found(rows('unseen'))).toBeNull();
    expect(kind_found([])).toBeNull();
  });

  it('is what the person said, whatever was found', () => {
    expect(kind_chosen(request, rows('text'))).toBe('text');
    expect(kind_chosen({ ...request, item_kind: '' }, rows('text'))).toBe('text');
    expect(kind_chosen({ ...request, item_kind: 'record' }, rows('text'))).toBe('record');
  });

  it('changes and takes with it what was said of the columns of the content', () => {
    const mapping = { item: 'nr', sha256: 'hash', content: 'c', prompt: 'p', a: 'l', b: 'r', kind: 'k' };
    expect(with_kind({ ...request, mapping, item_kind: 'text' }, 'comparison')).toEqual({
      ...request,
      mapping: { item: 'nr', sha256: 'hash' },
      item_kind: 'comparison',
    });
  });

  it('is found anew when nothing is said', () => {
    expect(with_kind({ ...request, item_kind: 'image', mapping: { content: 'c' } }, null)).toEqual(request);
  });

  it('has a title and a sentence each', () => {
    expect(Object.keys(import_words.item_kinds)).toEqual(item_kinds);
  });
});
