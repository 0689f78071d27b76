import { describe, expect, it } from 'vitest';
import { verbs_for } from './user_verbs.ts';

const user = { id: '2', state: 'active' as const, second_factor: false, locked_out_until: null };

describe('what an administrator may do', () => {
  it('follows the state of the user', () => {
    expect(verbs_for(user, '1')).toEqual(['lock', 'end_sessions', 'close']);
    expect(verbs_for({ ...user, state: 'locked' }, '1')).toEqual(['unlock', 'close']);
    expect(verbs_for({ ...user, state: 'invited' }, '1')).toEqual(['close']);
    expect(verbs_for({ ...user, state: 'closed' }, '1')).toEqual([]);
  });

  it('lets in who guessed too often, and resets a second factor that is there', () => {
    expect(verbs_for({ ...user, locked_out_until: '2026-01-01T00:00:00Z' }, '1')).toContain('unlock');
    expect(verbs_for({ ...user, second_factor: true }, '1')).toContain('reset_second_factor');
  });

  it('is nothing to themselves', () => {
    expect(verbs_for({ ...user, second_factor: true }, '2')).toEqual([]);
  });
});
