import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LogHead } from '../../api/types.ts';
import { Hash } from '../../parts/Hash.tsx';
import { When } from '../../parts/When.tsx';
import { audit_words as said } from '../../words/audit.ts';
import { grouped } from '../../words/numbers.ts';
import { Failed } from '../frame/Failure.tsx';
import { KeptHead } from './KeptHead.tsx';
import { type Check, check_kept, check_signature, read_kept } from './head.ts';

async function check(head: LogHead): Promise<{ signature: Check; kept: Check | null }> {
  const signature = await check_signature(head);
  return { signature, kept: await check_kept(head, signature) };
}

// What the server says of its log, and what this browser finds when it checks that.
export function Head({ head }: { head: LogHead }) {
  const [before] = useState(read_kept);
  const checks = useQuery({
    queryKey: ['audit', 'check', head.public_key, head.size, head.root],
    queryFn: () => check(head),
    staleTime: Infinity,
  });
  const kept = checks.data?.kept;
  return (
    <section aria-labelledby="head-title" className="log_head">
      <h2 id="head-title">{said.head}</h2>
      <dl className="facts">
        <div>
          <dt>{said.size}</dt>
          <dd>{grouped(head.size)}</dd>
        </div>
        <div>
          <dt>{said.signed_at}</dt>
          <dd>
            <When at={head.signed_at} />
          </dd>
        </div>
        <div>
          <dt>{said.root}</dt>
          <dd>
            <Hash text={head.root} length={24} />
          </dd>
        </div>
        <div>
          <dt>{said.key}</dt>
          <dd>
            <Hash text={head.public_key} length={24} />
          </dd>
        </div>
      </dl>
      {checks.isPending && <p className="quiet">{said.checking}</p>}
      <Failed error={checks.error} on_retry={() => void checks.refetch()} />
      {checks.data && (
        <ul className="checks">
          <CheckLine title={said.checks.signature} check={checks.data.signature} />
          {kept ? <CheckLine title={said.checks.kept} check={kept} /> : <li>{said.first_seen}</li>}
          {before && (
            <li className="quiet small">
              {said.kept(before.size)} <When at={before.signed_at} />
            </li>
          )}
        </ul>
      )}
      <KeptHead head={head} />
      {kept?.result === 'bad' && before && <Alarm before={before} head={head} />}
      <p className="quiet small note">{said.single_party}</p>
    </section>
  );
}

const signs = { good: '✓', bad: '✕', unable: '○' };

function CheckLine({ title, check }: { title: string; check: Check }) {
  const verdict = { good: 'pass', bad: 'fail', unable: 'not_enough_evidence' }[check.result];
  return (
    <li>
      <span className={`verdict ${verdict}`}>
        <span aria-hidden="true">{signs[check.result]}</span> {said.results[check.result]}
      </span>{' '}
      {title}
      {check.result !== 'good' && <span className="attributes">{said.reasons[check.reason]}</span>}
    </li>
  );
}

function Alarm({ before, head }: { before: LogHead; head: LogHead }) {
  return (
    <div className="log_alarm" role="alert">
      <h3>{said.alarm}</h3>
      <p>{said.keep_evidence}</p>
      <div className="two_sides">
        {[[said.old_head, before] as const, [said.new_head, head] as const].map(([title, each]) => (
          <div key={title}>
            <b>{title}</b>
            <pre className="mono" tabIndex={0}>
              {each.checkpoint}
            </pre>
          </div>
        ))}
      </div>
    </div>
  );
}
