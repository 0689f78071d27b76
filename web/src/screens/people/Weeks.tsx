import type { ProviderWeek } from '../../api/types.ts';
import { LineChart } from '../../charts/LineChart.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { provider_words } from '../../words/people.ts';
import { measured_columns } from './part_columns.tsx';
import {
  accuracy_axis,
  counted_weeks,
  date_of,
  day_text,
  measured_weeks,
  runs,
  volume,
  volume_axis,
  week_axis,
} from './weeks.ts';

const said = provider_words.weeks;

interface WeeksProps {
  weeks: ProviderWeek[];
  without_time: number;
}

// Accuracy with its interval, volume below it on the same weeks, and both as a table.
export function Weeks({ weeks, without_time }: WeeksProps) {
  const note = without_time > 0 && <p className="note quiet">{said.without_time(without_time)}</p>;
  if (weeks.length === 0)
    return (
      <>
        <p className="empty">{said.empty}</p>
        {note}
      </>
    );
  return (
    <>
      <div className="week_charts">
        <Accuracy weeks={weeks} />
        <Volume weeks={weeks} />
      </div>
      {note}
      <SortTable
        label={said.list}
        columns={columns_of(weeks)}
        rows={[...weeks].reverse()}
        row_key={(row) => row.begins}
        top={12}
      />
    </>
  );
}

function range_of(weeks: ProviderWeek[]): string {
  const days = volume(weeks).map(([day]) => day);
  return said.range(date_of(days[0] ?? 0), date_of(days.at(-1) ?? 0));
}

function Accuracy({ weeks }: { weeks: ProviderWeek[] }) {
  const measured = measured_weeks(weeks);
  if (measured.length === 0) return <p className="empty">{said.no_accuracy}</p>;
  return (
    <LineChart
      label={said.chart_accuracy}
      x={week_axis(weeks)}
      y={accuracy_axis(measured)}
      x_unit="count"
      y_unit="share"
      x_text={day_text}
      x_title={range_of(weeks)}
      y_title={said.accuracy_axis}
      lines={runs(measured).map((points, at) => ({
        ...{ key: at === 0 ? said.line_accuracy : `${said.line_accuracy} ${at.toString()}` },
        ...{ points, look: 'value' as const, unnamed: at > 0 },
      }))}
      intervals={measured}
    />
  );
}

const Volume = ({ weeks }: { weeks: ProviderWeek[] }) => (
  <LineChart
    label={said.chart_volume}
    x={week_axis(weeks)}
    y={volume_axis(weeks)}
    x_unit="count"
    y_unit="count"
    x_text={day_text}
    x_title={range_of(weeks)}
    y_title={said.volume_axis}
    lines={[{ key: said.line_volume, points: volume(weeks), look: 'value' }]}
    intervals={counted_weeks(weeks)}
  />
);

const columns_of = (weeks: ProviderWeek[]): Column<ProviderWeek>[] => [
  {
    key: 'begins',
    title: said.columns.begins,
    cell: (row) => <time dateTime={row.begins}>{row.begins}</time>,
    sort: (row) => row.begins,
  },
  ...measured_columns(weeks),
];
