import { decimals, type Unit } from '../words/numbers.ts';
import { type Axis, place_text } from './axis.ts';

function tick_text(tick: number, unit: Unit, step: number): string {
  const scaled = unit === 'share' ? tick * 100 : tick;
  const scaled_step = unit === 'share' ? step * 100 : step;
  return decimals(scaled, Math.max(0, Math.ceil(-Math.log10(scaled_step) - 1e-9)));
}

// The numbers of an axis. Those at its ends reach beyond it: the caller leaves room.
export function AxisLabels({ axis, unit }: { axis: Axis; unit: Unit }) {
  const step = (axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0);
  return (
    <svg className="axis_labels" height={14} width="100%" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <text key={tick} x={place_text(axis, tick)} y={11} textAnchor="middle">
          {tick_text(tick, unit, step)}
        </text>
      ))}
    </svg>
  );
}
