import { useState } from 'react';
import { axis_from } from '../../charts/axis.ts';
import { type Line, LineChart } from '../../charts/LineChart.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Empty } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { printable } from '../../words/names.ts';
import { decimals, grouped, p_text, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { StreamChart, StreamPoint } from '../document.ts';

const said = words.people.charts;
const right = 'right' as const;
const widened_above = 1.2;

// Error rates over the answers of people and categories: all in a table, one at a time as a chart.
export function Charts({ charts }: { charts: StreamChart[] }) {
  const [index, set_index] = useState('0');
  const chart = charts[Number(index)];
  return (
    <>
      <h3>{said.title}</h3>
      {chart === undefined ? (
        <Empty>{said.empty}</Empty>
      ) : (
        <>
          <p className="note">{said.lead}</p>
          <SortTable
            label={said.title}
            columns={stream_columns}
            rows={charts}
            row_key={key_of}
            name={(row) => row.name}
            top={8}
            wide="wide"
          />
          <Choice
            label={said.show}
            value={index}
            options={charts.map((each, at) => ({ value: at.toString(), text: short_name(each.name) }))}
            on_change={set_index}
          />
          <OneChart chart={chart} />
        </>
      )}
    </>
  );
}

const key_of = (chart: StreamChart) => JSON.stringify([chart.of, chart.name]);

function short_name(name: string): string {
  const text = printable(name);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

function change_text({ change }: StreamChart): string {
  if (!change) return said.no_change;
  const { from, before, after } = change;
  return said.changed(grouped(from.answer), from.day, percent(before), percent(after));
}

const stream_columns: Column<StreamChart>[] = [
  {
    key: 'stream',
    title: said.stream,
    cell: (row) => (
      <>
        {row.of === 'annotator' ? <Mono text={row.name} /> : <Name text={row.name} />}
        <span className="attributes">{said.of[row.of]}</span>
      </>
    ),
    sort: (row) => row.name,
  },
  {
    key: 'rate',
    title: said.rate,
    align: right,
    cell: (row) => percent(row.rate),
    sort: (row) => row.rate,
  },
  {
    key: 'detector',
    title: said.detector,
    align: right,
    cell: (row) => said.at_most(p_text(row.detector_chance).replace(/^p\s[=<]\s/, '')),
    sort: (row) => row.detector_chance,
  },
  { key: 'change', title: said.change, cell: change_text },
  {
    key: 'outside',
    title: said.outside,
    align: right,
    cell: (row) => said.outside_of(row.outside, row.points.length, decimals(row.outside_expected, 2)),
    sort: (row) => row.outside,
  },
  {
    key: 'alarms',
    title: said.alarms,
    align: right,
    cell: (row) =>
      row.alarms_expected === null
        ? said.no_alarms
        : said.alarms_of(row.alarms, decimals(row.alarms_expected, 2)),
    sort: (row) => row.alarms,
  },
];

// Limits as steps over the answers of each point.
function steps(points: StreamPoint[], end: number, of: (point: StreamPoint) => number): [number, number][] {
  const last = points[points.length - 1];
  return [
    ...points.map((point): [number, number] => [point.from_answer, of(point)]),
    ...(last ? [[end, of(last)] as [number, number]] : []),
  ];
}

function lines_of(chart: StreamChart, end: number, middle: (at: number) => number): Line[] {
  const { points } = chart;
  const limits = chart.overdispersion > widened_above ? said.widened : said.limits;
  const upper = steps(points, end, (point) => point.upper / point.judged);
  const lower = steps(points, end, (point) => point.lower / point.judged);
  return [
    {
      key: said.share,
      look: 'value',
      points: points.map((point, at) => [middle(at), point.wrong / point.judged]),
    },
    {
      key: said.usual,
      look: 'quiet',
      stepped: true,
      points: steps(points, end, (point) => point.expected),
    },
    { key: limits, look: 'error_limit', stepped: true, points: upper },
    ...(lower.some(([, value]) => value > 0)
      ? [{ key: `${limits} `, look: 'error_limit' as const, stepped: true, points: lower, unnamed: true }]
      : []),
  ];
}

function marks_of(chart: StreamChart): { at: number; text: string }[] {
  return [
    ...(chart.change ? [{ at: chart.change.from.answer, text: said.mark_change }] : []),
    ...(chart.first_alarm ? [{ at: chart.first_alarm.answer, text: said.mark_alarm }] : []),
    ...(chart.detected ? [{ at: chart.detected.answer, text: said.mark_detected }] : []),
  ];
}

function OneChart({ chart }: { chart: StreamChart }) {
  const { points } = chart;
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  // Places are answers of all the stream; a long one is charted thinned, so points span more than they judge.
  const span = before && last ? last.from_answer - before.from_answer : (last?.judged ?? 1);
  const end = (last?.from_answer ?? 0) + span;
  const begin_after = (at: number) => points[at + 1]?.from_answer ?? end;
  const middle = (at: number) => ((points[at]?.from_answer ?? 0) + begin_after(at)) / 2;
  const lines = lines_of(chart, end, middle);
  const top = Math.max(0.01, ...lines.flatMap((line) => line.points.map(([, value]) => value)));
  const thinned = chart.answers < chart.answers_all;
  return (
    <>
      <LineChart
        label={said.chart(printable(chart.name))}
        x={axis_from(0, end, 6)}
        y={axis_from(0, Math.min(1, top), 5)}
        x_unit="count"
        y_unit="share"
        x_title={said.x}
        y_title={said.y}
        lines={lines}
        marks={marks_of(chart)}
        dots={{
          text: said.standout,
          places: points.flatMap((point, at): [number, number][] =>
            point.outside ? [[middle(at), point.wrong / point.judged]] : [],
          ),
        }}
      />
      <p className="note">
        {said.note(
          percent(chart.rate_bad),
          (thinned ? said.thinned(grouped(chart.answers), grouped(chart.answers_all)) : '') +
            (chart.overdispersion > widened_above
              ? said.widened_note(decimals(chart.overdispersion, 1))
              : ''),
        )}
      </p>
      <Twin>{() => <Points chart={chart} />}</Twin>
    </>
  );
}

function Points({ chart }: { chart: StreamChart }) {
  const whole = chart.overdispersion > widened_above ? 1 : 0;
  const columns: Column<StreamPoint>[] = [
    { key: 'from', title: said.from, align: right, cell: (point) => grouped(point.from_answer) },
    ...(chart.points.some((point) => point.from_day)
      ? [{ key: 'day', title: said.day, cell: (point: StreamPoint) => point.from_day }]
      : []),
    { key: 'judged', title: said.judged, align: right, cell: (point) => grouped(point.judged) },
    { key: 'wrong', title: said.wrong, align: right, cell: (point) => grouped(point.wrong) },
    { key: 'expected', title: said.expected, align: right, cell: (point) => percent(point.expected) },
    {
      key: 'limits',
      title: said.allowed,
      align: right,
      cell: (point) => `${decimals(point.lower, whole)}–${decimals(point.upper, whole)}`,
    },
    { key: 'outside', title: said.standout, cell: (point) => (point.outside ? said.standout : '') },
  ];
  return (
    <SortTable
      label={said.chart(printable(chart.name))}
      columns={columns}
      rows={chart.points}
      row_key={(point) => point.from_answer.toString()}
    />
  );
}
