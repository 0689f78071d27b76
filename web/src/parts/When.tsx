import { useEffect, useState } from 'react';
import { ago_text, local_text, utc_text } from '../words/dates.ts';

const tick_ms = 30_000;

// An absolute time with a hint how long ago; UTC on hover.
export function When({ at }: { at: string }) {
  const [now, set_now] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      set_now(Date.now());
    }, tick_ms);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <time dateTime={at} title={utc_text(at)} className="when">
      {local_text(at)} <span className="quiet">{ago_text(at, now)}</span>
    </time>
  );
}
