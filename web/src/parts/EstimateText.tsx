import type { Estimate } from '../words/estimate.ts';
import { printable } from '../words/names.ts';
import { grouped, range_text, value_text, type Unit } from '../words/numbers.ts';
import { absence_text, reason_text, status_text } from '../words/statuses.ts';
import { words } from '../words/words.ts';

interface EstimateTextProps {
  estimate: Estimate;
  unit: Unit;
  // In two lines.
  compact?: 'compact' | undefined;
}

// What is counted in few cases is spoken as counts: "3 of 41".
export function few_cases(estimate: Estimate): string | null {
  if (estimate.value === null || estimate.n <= 0) return null;
  const cases = estimate.value * estimate.n;
  const whole = Math.round(cases);
  if (cases >= 9.5 || Math.abs(cases - whole) > 1e-6) return null;
  return `${grouped(whole)} of ${grouped(estimate.n)}`;
}

// Value, interval and n, always together; or the words that stand for them.
export function EstimateText({ estimate, unit, compact }: EstimateTextProps) {
  const reason = printable(reason_text(estimate));
  if (estimate.value === null) {
    return (
      <span className="estimate absent" title={reason || undefined}>
        {absence_text(estimate)}
        {reason && <span className="reason">{reason}</span>}
      </span>
    );
  }
  const { lower, upper, value, n } = estimate;
  return (
    <span
      className={`estimate ${compact ?? ''} ${estimate.status === 'ok' ? '' : 'weak'}`}
      title={reason || undefined}
    >
      <span className="value">{value_text(value, unit)}</span>
      <span className="interval">
        {lower !== null && upper !== null ? range_text(lower, upper, unit) : ''}
      </span>
      <span className="n">{words.n_is(n)}</span>
      {estimate.status !== 'ok' && <span className="reason">{status_text(estimate.status)}</span>}
    </span>
  );
}
