import { describe, expect, it } from 'vitest';
import { work_text } from '../../words/batches.ts';
import { first_assign, first_draft, read_assign, read_batch, read_list } from './batch_form.ts';

describe('a batch that is typed', () => {
  it('names items line by line and is due after working time', () => {
    const { body, problems } = read_batch({ ...first_draft('1'), name: ' First ', items: 'a\n\n b \r\nc' });
    expect(problems).toEqual({});
    expect(body).toEqual({
      engagement: '1',
      name: 'First',
      items: ['a', 'b', 'c'],
      priority: 3,
      due: { work: { count: 3, unit: 'days' } },
    });
  });
  it('says which field is wrong', () => {
    expect(read_batch({ ...first_draft('1'), count: '1.5' }).problems).toHaveProperty('count');
    expect(read_batch(first_draft('1')).problems).toHaveProperty('items');
    expect(read_batch({ ...first_draft('1'), due: 'at' }).problems).toHaveProperty('at');
    expect(read_batch({ ...first_draft('1'), due: 'none', items: 'a' }).body.due).toBeUndefined();
  });
});

describe('assignments that are typed', () => {
  it('are read as CSV, with quotes and an optional header', () => {
    expect(read_list('item,annotator\n"a, ""b""",maria\nc , omar@x.example\n')).toEqual([
      { item: 'a, "b"', annotator: 'maria' },
      { item: 'c', annotator: 'omar@x.example' },
    ]);
    expect(read_list('a,maria\n\nb')).toBe(3);
    expect(read_list('a,b,c')).toBe(1);
  });
  it('need somebody, or lines', () => {
    expect(read_assign(first_assign).problems).toHaveProperty('annotators');
    expect(read_assign({ ...first_assign, how: 'list' }).problems).toHaveProperty('list');
    expect(read_assign({ ...first_assign, annotators: ['7'] }).body).toEqual({
      annotators: ['7'],
      per_item: 1,
      lease_until: null,
    });
  });
});

describe('working time', () => {
  it('is spoken in days of the provider', () => {
    expect(work_text(960, 480)).toBe('2 days');
    expect(work_text(660, 480)).toBe('1 day 3 h');
    expect(work_text(95, 480)).toBe('1 h 35 min');
    expect(work_text(0, 480)).toBe('less than a minute');
  });
});
