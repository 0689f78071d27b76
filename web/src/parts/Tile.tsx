import { axis_from } from '../charts/axis.ts';
import { AxisLabels } from '../charts/AxisLabels.tsx';
import { Whisker } from '../charts/Whisker.tsx';
import type { Estimate } from '../words/estimate.ts';
import { sentence } from '../words/names.ts';
import type { Unit } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import { EstimateText } from './EstimateText.tsx';

interface TileProps {
  title: string;
  note: string;
  estimate: Estimate | undefined;
  unit: Unit;
  missing: string;
}

// One number that a page begins with: value, interval, n, and where it lies.
export function Tile({ title, note, estimate, unit, missing }: TileProps) {
  const axis = axis_from(unit === 'coefficient' ? Math.min(0, estimate?.lower ?? 0) : 0, 1, 5);
  return (
    <div className="tile">
      <dt>{title}</dt>
      <dd>
        {estimate && (estimate.value !== null || estimate.status !== 'insufficient') ? (
          <EstimateText estimate={estimate} unit={unit} />
        ) : (
          <span className="estimate absent">
            {words.too_few}
            <span className="reason">{sentence(estimate?.note ?? '') || missing}</span>
          </span>
        )}
        {estimate?.value != null && (
          <div className="tile_plot">
            <Whisker axis={axis} estimate={estimate} />
            <AxisLabels axis={axis} unit={unit} />
          </div>
        )}
        <span className="tile_note">{note}</span>
      </dd>
    </div>
  );
}
