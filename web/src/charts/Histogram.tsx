import { grouped } from '../words/numbers.ts';

export interface HistogramBar {
  label: string;
  // Where there is little room.
  short_label?: string;
  count: number;
}

interface HistogramProps {
  bars: HistogramBar[];
  axis_title: string;
}

// Counts as bars from zero. The table behind it is the caller's.
export function Histogram({ bars, axis_title }: HistogramProps) {
  const top = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <div className="histogram" aria-hidden="true">
      <div className="bars">
        {bars.map((bar) => (
          <div className="bar_column" key={bar.label}>
            <span className="bar_count">{bar.count > 0 ? grouped(bar.count) : ''}</span>
            <span className="bar_body" style={{ height: `${((100 * bar.count) / top).toFixed(1)}px` }} />
            <span className="bar_label">
              <span className="long">{bar.label}</span>
              <span className="short">{bar.short_label ?? bar.label}</span>
            </span>
          </div>
        ))}
      </div>
      <div className="axis_title">{axis_title}</div>
    </div>
  );
}
