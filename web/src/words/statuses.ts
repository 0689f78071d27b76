import type { Estimate, Status } from './estimate.ts';
import { grouped } from './numbers.ts';

const status_words: Record<Status, string> = {
  ok: '',
  insufficient: 'not enough evidence',
  no_variation: 'only one category used',
  not_identifiable: 'cannot be told apart',
};

export const status_text = (status: Status): string => status_words[status];

// Why there is no number, or why the number must not be leaned on.
export function reason_text(estimate: Estimate): string {
  const more =
    estimate.status === 'insufficient' && estimate.n_needed > 0
      ? `${grouped(estimate.n_needed)} more would do`
      : '';
  return [estimate.note, more].filter(Boolean).join('; ');
}

// An estimate that has neither value nor reason still says something.
export function absence_text(estimate: Estimate): string {
  return estimate.status === 'ok' ? 'not measured' : status_text(estimate.status);
}
