import { axis_from } from '../charts/axis.ts';
import { LineChart } from '../charts/LineChart.tsx';
import { Mono } from '../parts/Name.tsx';
import { Section } from '../parts/Section.tsx';
import { SortTable } from '../parts/SortTable.tsx';
import { Twin } from '../parts/Twin.tsx';
import { gate_words as said } from '../words/gates.ts';
import { printable } from '../words/names.ts';
import { decimals, grouped, percent } from '../words/numbers.ts';
import type {
  Alternative,
  GatePlanning,
  Outcome,
  PlannedCriterion,
  PlanningDocument,
} from './gate_document.ts';
import { GateFrame } from './GateFrame.tsx';

const right = 'right' as const;

function Criteria({ rows }: { rows: PlannedCriterion[] }) {
  return (
    <SortTable<PlannedCriterion>
      label={said.criteria}
      rows={rows}
      row_key={(row) => row.name}
      columns={[
        { key: 'name', title: said.criterion, cell: (row) => <Mono text={row.name} /> },
        { key: 'by', title: said.by, cell: (row) => said.method(row.method) },
        { key: 'max', title: said.error_below, align: right, cell: (row) => percent(row.error_max) },
        { key: 'good', title: said.expected, align: right, cell: (row) => percent(row.error_good) },
        { key: 'n', title: said.items, align: right, cell: (row) => grouped(row.n_max) },
        {
          key: 'c',
          title: said.allowed,
          align: right,
          cell: (row) => (row.errors_allowed === null ? '' : grouped(row.errors_allowed)),
        },
        { key: 'power', title: said.good_passes, align: right, cell: (row) => percent(row.at_good.pass) },
        { key: 'false', title: said.bad_passes, align: right, cell: (row) => percent(row.at_max.pass) },
        {
          key: 'mean',
          title: said.mean_items,
          align: right,
          cell: (row) => decimals(row.at_good.mean_n, 0),
        },
      ]}
    />
  );
}

function Alternatives({ rows }: { rows: Alternative[] }) {
  return (
    <SortTable<Alternative>
      label={said.alternatives}
      rows={rows}
      row_key={(row) => row.method}
      columns={[
        { key: 'by', title: said.by, cell: (row) => said.method(row.method) },
        { key: 'n', title: said.items, align: right, cell: (row) => grouped(row.n_max) },
        { key: 'good', title: said.mean_items, align: right, cell: (row) => decimals(row.mean_n_good, 0) },
        {
          key: 'bad',
          title: said.mean_items_bad,
          align: right,
          cell: (row) => decimals(row.mean_n_max, 0),
        },
        { key: 'power', title: said.good_passes, align: right, cell: (row) => percent(row.power) },
        { key: 'false', title: said.bad_passes, align: right, cell: (row) => percent(row.false_pass) },
      ]}
    />
  );
}

function Curve({ row, id }: { row: PlannedCriterion; id: string }) {
  const top = Math.max(...row.oc.map((point) => point.rate));
  const points = (pick: (point: Outcome) => number): [number, number][] =>
    row.oc.map((point) => [point.rate, pick(point)]);
  const name = printable(row.name);
  return (
    <Section id={id} title={said.curve_title(name)} lead={said.curve_lead(row.exact)}>
      <LineChart
        label={said.curve_title(name)}
        x={axis_from(0, top, 6)}
        y={axis_from(0, 1, 5)}
        x_unit="share"
        y_unit="share"
        x_title={said.true_rate}
        y_title={said.probability}
        lines={[
          { key: said.passes, points: points((point) => point.pass), look: 'value' },
          { key: said.fails, points: points((point) => point.fail), look: 'error' },
          { key: said.undecided, points: points((point) => point.undecided), look: 'quiet' },
        ]}
        marks={[
          { at: row.error_good, text: said.good_mark },
          { at: row.error_max, text: said.max_mark },
        ]}
      />
      <Twin>
        {() => (
          <SortTable<Outcome>
            label={said.curve_title(name)}
            rows={row.oc}
            row_key={(point) => point.rate.toString()}
            columns={[
              {
                key: 'rate',
                title: said.true_rate,
                align: right,
                cell: (point) => decimals(100 * point.rate, 2),
              },
              { key: 'pass', title: said.passes, align: right, cell: (point) => percent(point.pass) },
              { key: 'fail', title: said.fails, align: right, cell: (point) => percent(point.fail) },
              {
                key: 'undecided',
                title: said.undecided,
                align: right,
                cell: (point) => percent(point.undecided),
              },
              { key: 'n', title: said.mean_n, align: right, cell: (point) => decimals(point.mean_n, 0) },
            ]}
          />
        )}
      </Twin>
    </Section>
  );
}

// What a plan demands, and what it does at each true rate.
export function Plans({ gate }: { gate: GatePlanning }) {
  return (
    <>
      <Section id="criteria" title={said.criteria}>
        <Criteria rows={gate.criteria} />
        {gate.criteria.length > 1 && gate.joint_power !== null && (
          <p>{said.joint(gate.criteria.length, percent(gate.joint_power))}</p>
        )}
      </Section>
      {gate.criteria.map((row, at) => (
        <Curve key={row.name} row={row} id={`curve-${at.toString()}`} />
      ))}
      {gate.alternatives.length > 0 && (
        <Section id="alternatives" title={said.alternatives}>
          <Alternatives rows={gate.alternatives} />
        </Section>
      )}
    </>
  );
}

export function PlanPage({ plan }: { plan: PlanningDocument }) {
  const { gate } = plan;
  if (!gate) return null;
  return (
    <GateFrame
      kind={said.kind_plan}
      headline={plan.title}
      lead={said.attempt(gate.attempt, gate.only_attempt, gate.sha256)}
      notes={plan.notes}
    >
      <Plans gate={gate} />
    </GateFrame>
  );
}
