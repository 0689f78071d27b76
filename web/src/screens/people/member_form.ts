// Which roles somebody may be given, by whom and on which side.

import type { Engagement, Member, Project, Role } from '../../api/types.ts';

export const client_roles: Role[] = ['owner', 'expert', 'auditor', 'reviewer'];
export const provider_roles: Role[] = ['lead', 'reviewer', 'annotator'];
const roles_of_lead: Role[] = ['annotator', 'reviewer'];
const adjudicators: Role[] = ['expert', 'lead', 'reviewer'];

export interface Giver {
  // Whoever stands in an engagement gives roles in it alone.
  engagement: string | null;
}

export const giver_of = (project: Project): Giver => ({ engagement: project.engagement });

// The side is an engagement, or the client's side: null.
export function roles_for(giver: Giver, side: string | null): Role[] {
  if (giver.engagement !== null) return side === giver.engagement ? roles_of_lead : [];
  return side === null ? client_roles : provider_roles;
}

export const may_adjudicate = (role: Role): boolean => adjudicators.includes(role);

export const is_over = (engagement: Engagement): boolean => engagement.state === 'ended';

// The engagements that somebody may be brought into.
export const open_sides = (giver: Giver, engagements: Engagement[]): Engagement[] =>
  engagements.filter(
    (each) => !is_over(each) && (giver.engagement === null || each.id === giver.engagement),
  );

// Whether this giver may change or remove the member.
export function may_change(giver: Giver, member: Member): boolean {
  if (giver.engagement === null) return true;
  return member.engagement === giver.engagement && roles_of_lead.includes(member.role);
}

export interface MemberDraft {
  email: string;
  side: string | null;
  role: Role;
  adjudicates: boolean;
}

// What stays of a draft when its side changes: a role that does not exist there gives way to the side's first.
export function on_side(giver: Giver, draft: MemberDraft, side: string | null): MemberDraft {
  const roles = roles_for(giver, side);
  const role = roles.includes(draft.role) ? draft.role : (roles[0] ?? draft.role);
  return { ...draft, side, role, adjudicates: draft.adjudicates && may_adjudicate(role) };
}
