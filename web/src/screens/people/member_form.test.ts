import { describe, expect, it } from 'vitest';
import type { Engagement, Member } from '../../api/types.ts';
import { may_change, on_side, open_sides, roles_for, type MemberDraft } from './member_form.ts';

const owner = { engagement: null };
const lead = { engagement: '7' };
const engagement = (id: string, state: Engagement['state'] = 'selected') => ({ id, state }) as Engagement;
const member = (role: Member['role'], of: string | null) => ({ role, engagement: of }) as Member;
const draft: MemberDraft = { email: 'a@b', side: null, role: 'expert', adjudicates: true };

describe('roles that may be given', () => {
  it('are those of the side, for an owner', () => {
    expect(roles_for(owner, null)).toEqual(['owner', 'expert', 'auditor', 'reviewer']);
    expect(roles_for(owner, '7')).toEqual(['lead', 'reviewer', 'annotator']);
  });

  it('are annotator and reviewer of the own engagement, for a lead', () => {
    expect(roles_for(lead, '7')).toEqual(['annotator', 'reviewer']);
    expect(roles_for(lead, '8')).toEqual([]);
    expect(roles_for(lead, null)).toEqual([]);
  });

  it('change with the side, and with them whether one may adjudicate', () => {
    expect(on_side(owner, draft, '7')).toEqual({ ...draft, side: '7', role: 'lead' });
    expect(on_side(lead, draft, '7')).toEqual({
      ...draft,
      side: '7',
      role: 'annotator',
      adjudicates: false,
    });
    expect(on_side(owner, { ...draft, role: 'reviewer' }, '7').role).toBe('reviewer');
  });

  it('are given in engagements that have not ended', () => {
    const all = [engagement('6'), engagement('7'), engagement('8', 'ended')];
    expect(open_sides(owner, all).map(({ id }) => id)).toEqual(['6', '7']);
    expect(open_sides(lead, all).map(({ id }) => id)).toEqual(['7']);
  });

  it('are taken from whom one may give them', () => {
    expect(may_change(owner, member('lead', '7'))).toBe(true);
    expect(may_change(lead, member('annotator', '7'))).toBe(true);
    expect(may_change(lead, member('lead', '7'))).toBe(false);
    expect(may_change(lead, member('annotator', '8'))).toBe(false);
  });
});
