import type { Approval } from '../../api/types.ts';

// The approval of exactly this that can still serve, the newest first. Both sides are canonical JSON as the
// server wrote it: keys in order.
export const approval_of = (
  action: Approval['action'],
  request: Approval['request'],
  approvals: Approval[],
): Approval | undefined =>
  approvals.find(
    (each) =>
      each.action === action &&
      (each.state === 'requested' || each.state === 'approved') &&
      JSON.stringify(each.request) === JSON.stringify(request),
  );
