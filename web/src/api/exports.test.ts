import { describe, expect, it } from 'vitest';
import { exported_file_address, exports_of, is_kept, made_by } from './exports.ts';
import type { Job } from './types.ts';

const result = { file: 'project-3-items.csv', rows: 10, bytes: 123, log_position: 42, sha256: 'ab' };
const job: Job = {
  ...{ id: '7', project: '3', kind: 'export', state: 'done', done: 10, total: 10, step: '' },
  ...{ error: null, result: { ...result, what: 'items', format: 'csv' } },
  ...{ created_at: '2026-03-02T08:00:00Z', finished_at: '2026-03-02T08:01:00Z' },
};
const finished = Date.parse('2026-03-02T08:01:00Z');
const day = 24 * 3_600_000;

describe('an export', () => {
  it('has made a file once it is done, and not before', () => {
    expect(made_by(job)).toMatchObject(result);
    expect(made_by({ ...job, state: 'running' })).toBeNull();
    expect(made_by({ ...job, result: null })).toBeNull();
    expect(made_by({ ...job, result: { ...result, rows: 'ten' } })).toBeNull();
  });

  it('keeps its file for seven days from its end', () => {
    expect(is_kept(job, finished + 7 * day - 1)).toBe(true);
    expect(is_kept(job, finished + 7 * day)).toBe(false);
    expect(is_kept({ ...job, finished_at: null }, finished)).toBe(false);
  });

  it('is told from other jobs, and under way until it has ended', () => {
    const of_state = (state: Job['state']): Job => ({ ...job, id: state, state });
    const jobs = [of_state('queued'), of_state('running'), of_state('failed'), of_state('cancelled')];
    const { under_way, ended } = exports_of([...jobs, job, { ...job, id: '8', kind: 'snapshot' }]);
    expect(under_way.map(({ id }) => id)).toEqual(['queued', 'running']);
    expect(ended.map(({ id }) => id)).toEqual(['failed', 'cancelled', '7']);
  });

  it('has its file at an address of its own', () => {
    expect(exported_file_address('3', '7')).toBe('/api/v1/projects/3/exports/7/file');
    expect(exported_file_address('a/b', '?')).toBe('/api/v1/projects/a%2Fb/exports/%3F/file');
  });
});
