import { verdicts, type Verdict } from '../words/verdicts.ts';

const is_verdict = (name: string): name is Verdict => name in verdicts;

// Icon, word and colour, always together.
export function VerdictMark({ verdict }: { verdict: string }) {
  if (!is_verdict(verdict)) return <span className="verdict">{verdict}</span>;
  const { sign, text } = verdicts[verdict];
  return (
    <span className={`verdict ${verdict}`}>
      <span aria-hidden="true">{sign}</span> {text}
    </span>
  );
}
