// What an administrator may do to a user in their state; to themselves nothing: another administrator does it.

import type { User } from '../../api/types.ts';
import type { UserVerb } from '../../api/users.ts';

export function verbs_for(
  user: Pick<User, 'id' | 'state' | 'second_factor' | 'locked_out_until'>,
  own: string | undefined,
): UserVerb[] {
  if (user.id === own || user.state === 'closed') return [];
  const verbs: UserVerb[] = [];
  if (user.state === 'active') verbs.push('lock', 'end_sessions');
  if (user.state === 'locked' || user.locked_out_until) verbs.push('unlock');
  if (user.second_factor) verbs.push('reset_second_factor');
  return [...verbs, 'close'];
}
