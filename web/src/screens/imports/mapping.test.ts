import { describe, expect, it } from 'vitest';
import { import_words } from '../../words/imports.ts';
import { roles_for, with_role } from './mapping.ts';

const request = { upload: '7', kind: 'annotations' as const };
const seen = (roles: Record<string, string>) => ({
  columns: Object.entries(roles).map(([name, role]) => ({ name, role, examples: [] })),
});
const read = seen({ doc: 'item', who: 'annotator', label: 'label', second: '', batch: 'batch' });
const others = { item: 'doc', annotator: 'who', batch: 'batch' };

describe('the meaning of columns', () => {
  it('goes from one column to another', () => {
    expect(with_role(request, read, 'second', 'label').mapping).toEqual({ ...others, label: 'second' });
  });

  it('taken from a column is no column’s, or the server would find it again', () => {
    const kept = { item: 'doc', annotator: 'who' };
    const without = with_role(request, read, 'batch', '');
    expect(without.mapping).toEqual({ ...kept, label: 'label', batch: '-' });
    // And stays so when something else is said, until a column is given it.
    const read_again = seen({ doc: 'item', who: 'annotator', label: 'label', second: '', batch: '' });
    const later = with_role(without, read_again, 'second', 'comment');
    expect(later.mapping).toEqual({ ...kept, label: 'label', comment: 'second', batch: '-' });
    expect(with_role(later, read_again, 'batch', 'batch').mapping?.batch).toBe('batch');
  });

  it('leaves nobody with the role that a column exchanges for another', () => {
    expect(with_role(request, read, 'label', 'comment').mapping).toEqual({
      ...others,
      ...{ comment: 'label', label: '-' },
    });
  });

  it('of items falls back to what the server finds', () => {
    const items = { ...request, kind: 'items' as const };
    const columns = seen({ id: 'item', text: 'content', site: 'attribute' });
    expect(with_role(items, columns, 'text', 'attribute').mapping).toEqual({ item: 'id' });
    expect(with_role(items, columns, 'site', 'content').mapping).toEqual({ item: 'id', content: 'site' });
  });

  it('has a word for every role, and a choice that holds the role found', () => {
    for (const kind of ['items', 'annotations', 'gold'] as const)
      for (const role of roles_for(kind, '')) expect(import_words.roles[role]).toBeTruthy();
    expect(roles_for('gold', 'time')).toContain('time');
  });
});
