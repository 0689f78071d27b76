import { describe, expect, it } from 'vitest';
import { attribute_filters, is_filtered, query_of } from './filters.ts';
import { with_value } from '../frame/use_search.ts';

describe('filters in the address', () => {
  const search = new URLSearchParams('label=a&attribute.site=north&order=errors&cursor=50&nonsense=1');

  it('become a query, and what is not known is left out', () => {
    expect(query_of(search)).toEqual({
      ...{ limit: 50, label: 'a', order: 'errors', cursor: '50', attributes: { site: 'north' } },
    });
    expect(query_of(new URLSearchParams('order=random&disagreement=perhaps'))).toEqual({ limit: 50 });
  });

  it('begin at the first page when one changes', () => {
    expect(with_value(search, 'label', 'b').get('cursor')).toBeNull();
    expect(with_value(search, 'cursor', '100').get('label')).toBe('a');
    expect(with_value(search, 'label', '').has('label')).toBe(false);
  });

  it('carry batch and times', () => {
    expect(query_of(new URLSearchParams('batch=b1&since=2026-01-02&until=2026-02-01'))).toEqual({
      ...{ limit: 50, batch: 'b1', since: '2026-01-02', until: '2026-02-01' },
    });
  });

  it('know what narrows the list', () => {
    expect(attribute_filters(search)).toEqual([{ name: 'attribute.site', value: 'north' }]);
    expect(is_filtered(search)).toBe(true);
    expect(is_filtered(new URLSearchParams('order=key&question=q'))).toBe(false);
  });
});
