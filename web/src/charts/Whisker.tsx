import type { Estimate } from '../words/estimate.ts';
import { type Axis, place_text } from './axis.ts';

export type Tone = 'error' | 'value';

interface WhiskerProps {
  axis: Axis;
  estimate: Estimate;
  // Shown hollow above the estimate: the rate as counted, where the estimate is the shrunk one.
  raw?: Estimate | undefined;
  // A hairline that rows are compared with.
  mark?: number | undefined;
  tone?: Tone;
}

const middle = 10;

// A dot with whiskers. It is decoration for those who see: the numbers stand beside it as text.
export function Whisker({ axis, estimate, raw, mark, tone = 'value' }: WhiskerProps) {
  return (
    <svg className={`whisker ${tone}`} height={2 * middle} width="100%" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <line
          className="grid"
          key={tick}
          x1={place_text(axis, tick)}
          x2={place_text(axis, tick)}
          y1={0}
          y2={20}
        />
      ))}
      {mark !== undefined && (
        <line className="mark" x1={place_text(axis, mark)} x2={place_text(axis, mark)} y1={0} y2={20} />
      )}
      {raw?.value != null && <circle className="raw" cx={place_text(axis, raw.value)} cy={middle} r={4} />}
      <Bar axis={axis} estimate={estimate} />
    </svg>
  );
}

function Bar({ axis, estimate }: { axis: Axis; estimate: Estimate }) {
  if (estimate.value === null) return null;
  const { lower, upper, value } = estimate;
  return (
    <g className={estimate.status === 'ok' ? 'sure' : 'unsure'}>
      {lower !== null && upper !== null && (
        <line
          className="bar"
          x1={place_text(axis, lower)}
          x2={place_text(axis, upper)}
          y1={middle}
          y2={middle}
        />
      )}
      {[lower, upper].map(
        (end, side) =>
          end !== null && (
            <line
              className="bar"
              key={side === 0 ? 'lower' : 'upper'}
              x1={place_text(axis, end)}
              x2={place_text(axis, end)}
              y1={middle - 3}
              y2={middle + 3}
            />
          ),
      )}
      <circle className="dot" cx={place_text(axis, value)} cy={middle} r={4} />
    </g>
  );
}
