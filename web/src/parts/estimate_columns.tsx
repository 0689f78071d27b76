import { AxisLabels } from '../charts/AxisLabels.tsx';
import { axis_of, type AxisLimits } from '../charts/axis.ts';
import { type Tone, Whisker } from '../charts/Whisker.tsx';
import type { Estimate } from '../words/estimate.ts';
import type { Unit } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import { EstimateText } from './EstimateText.tsx';
import type { Column } from './SortTable.tsx';

interface EstimateColumns<Row> {
  key: string;
  title: string;
  rows: Row[];
  estimate: (row: Row) => Estimate;
  raw?: (row: Row) => Estimate;
  unit: Unit;
  limits?: AxisLimits;
  tone?: Tone;
  mark?: number | undefined;
  compact?: 'compact';
  // Further estimates that share the axis: those of a column to compare with.
  beside?: Estimate[];
}

// Two columns: the interval on an axis that all rows share, and the same in numbers.
export function estimate_columns<Row>(options: EstimateColumns<Row>): Column<Row>[] {
  const { rows, estimate, raw, unit, tone = 'value', mark } = options;
  const axis = axis_of([...rows.map(estimate), ...(options.beside ?? [])], options.limits);
  const sort = (row: Row) => estimate(row).value;
  return [
    {
      key: `${options.key}_plot`,
      title: unit === 'share' ? `${options.title}, %` : options.title,
      align: 'plot',
      cell: (row) => (
        <Whisker axis={axis} estimate={estimate(row)} raw={raw?.(row)} mark={mark} tone={tone} />
      ),
      sort,
      under_title: <AxisLabels axis={axis} unit={unit} />,
    },
    {
      key: options.key,
      title: words.value_interval_n,
      align: 'right',
      cell: (row) => <EstimateText estimate={estimate(row)} unit={unit} compact={options.compact} />,
      csv: (row) => {
        const { value, lower, upper, n, status } = estimate(row);
        return [value, lower, upper, n, status];
      },
      csv_titles: words.estimate_csv.map((part) => `${options.title} ${part}`),
    },
  ];
}
