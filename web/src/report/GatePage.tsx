import { axis_from } from '../charts/axis.ts';
import { type Line, LineChart } from '../charts/LineChart.tsx';
import { EstimateText } from '../parts/EstimateText.tsx';
import { Mono } from '../parts/Name.tsx';
import { Empty, Section } from '../parts/Section.tsx';
import { SortTable } from '../parts/SortTable.tsx';
import { Twin } from '../parts/Twin.tsx';
import { gate_words as said } from '../words/gates.ts';
import { printable } from '../words/names.ts';
import { decimals, grouped, percent } from '../words/numbers.ts';
import type { Evidence, GateDocument, JudgedCriterion } from './gate_document.ts';
import { GateFrame } from './GateFrame.tsx';

const right = 'right' as const;

function Criteria({ rows }: { rows: JudgedCriterion[] }) {
  return (
    <SortTable<JudgedCriterion>
      label={said.criteria}
      rows={rows}
      row_key={(row) => row.name}
      columns={[
        { key: 'name', title: said.criterion, cell: (row) => <Mono text={row.name} /> },
        {
          key: 'verdict',
          title: said.verdict,
          cell: (row) => <b className={`gate_verdict ${row.verdict}`}>{said.verdicts[row.verdict]}</b>,
        },
        { key: 'by', title: said.by, align: 'aside', cell: (row) => said.method(row.method) },
        { key: 'max', title: said.error_below, align: right, cell: (row) => percent(row.error_max) },
        { key: 'rate', title: said.rate, cell: (row) => <EstimateText estimate={row.rate} unit="share" /> },
        {
          key: 'judged',
          title: said.judged,
          align: right,
          cell: (row) => said.of(row.judged, row.n_max),
        },
      ]}
    />
  );
}

type Pick = (point: Evidence) => number | null;

function points_of(evidence: Evidence[], pick: Pick): [number, number][] {
  return evidence.flatMap((point) => {
    const value = pick(point);
    return value === null ? [] : [[point.n, value] as [number, number]];
  });
}

// Evidence as logarithms against two limits, or counts against two boundaries: what the method looks at.
function lines_of(row: JudgedCriterion, last: number): Line[] {
  const { evidence } = row;
  const level = (height: number): [number, number][] => [
    [0, height],
    [last, height],
  ];
  if (evidence.some((point) => point.log_good !== null)) {
    return [
      { key: said.good_line, look: 'value', points: points_of(evidence, (point) => point.log_good) },
      { key: said.bad_line, look: 'error', points: points_of(evidence, (point) => point.log_bad) },
      { key: said.pass_limit, look: 'limit', points: level(Math.log(1 / row.alpha_attempt)) },
      { key: said.fail_limit, look: 'error_limit', points: level(Math.log(1 / row.alpha_fail)) },
    ];
  }
  const reachable: Pick = (point) => (point.pass_at_most === -1 ? null : point.pass_at_most);
  const refusable: Pick = (point) =>
    point.fail_at_least !== null && point.fail_at_least > point.n ? null : point.fail_at_least;
  const pass = points_of(evidence, reachable);
  return [
    {
      key: said.wrong_line,
      look: 'value',
      stepped: true,
      points: points_of(evidence, (p) => p.wrong_to_pass),
    },
    ...(pass.length > 1
      ? [{ key: said.pass_at, look: 'limit' as const, stepped: true, points: pass }]
      : []),
    { key: said.fail_at, look: 'error_limit', stepped: true, points: points_of(evidence, refusable) },
  ];
}

function Chart({ row }: { row: JudgedCriterion }) {
  const last = row.evidence[row.evidence.length - 1]?.n ?? 1;
  const lines = lines_of(row, last);
  const heights = lines.flatMap((line) => line.points.map(([, value]) => value));
  const logs = row.evidence.some((point) => point.log_good !== null);
  // Ruin beyond any doubt would flatten the rest.
  const low = logs ? Math.max(-8, Math.min(0, ...heights)) : 0;
  const top = Math.max(1, ...heights);
  return (
    <LineChart
      label={said.evidence_title(printable(row.name))}
      x={axis_from(0, last, 6)}
      y={axis_from(low, top, Math.min(5, Math.max(1, Math.ceil(top - low))))}
      x_unit="count"
      y_unit="count"
      x_title={said.item}
      y_title={logs ? said.log_axis : said.count_axis}
      lines={lines}
      marks={row.decided_at === null ? [] : [{ at: row.decided_at, text: said.decided(row.decided_at) }]}
    />
  );
}

const number_or = (value: number | null, places: number) => (value === null ? '' : decimals(value, places));

function EvidenceSection({ row, id }: { row: JudgedCriterion; id: string }) {
  const name = printable(row.name);
  return (
    <Section id={id} title={said.evidence_title(name)} lead={said.evidence_lead}>
      <p>{printable(row.text)}</p>
      {row.evidence.length === 0 ? (
        <Empty>{said.no_evidence}</Empty>
      ) : (
        <>
          <Chart row={row} />
          <Twin>
            {() => (
              <SortTable<Evidence>
                label={said.evidence_title(name)}
                rows={row.evidence}
                row_key={(point) => point.n.toString()}
                columns={[
                  { key: 'n', title: said.item, align: right, cell: (point) => grouped(point.n) },
                  {
                    key: 'x',
                    title: said.wrong,
                    align: right,
                    cell: (point) => grouped(point.wrong_to_pass),
                  },
                  {
                    key: 'good',
                    title: said.good_line,
                    align: right,
                    cell: (p) => number_or(p.log_good, 2),
                  },
                  { key: 'bad', title: said.bad_line, align: right, cell: (p) => number_or(p.log_bad, 2) },
                  {
                    key: 'pass',
                    title: said.pass_at,
                    align: right,
                    cell: (p) => number_or(p.pass_at_most, 0),
                  },
                  {
                    key: 'fail',
                    title: said.fail_at,
                    align: right,
                    cell: (p) => number_or(p.fail_at_least, 0),
                  },
                ]}
              />
            )}
          </Twin>
        </>
      )}
    </Section>
  );
}

export function GatePage({ gate }: { gate: GateDocument }) {
  const { plan } = gate;
  const lead = [plan.title, said.attempt(plan.attempt, plan.only_attempt, plan.sha256)]
    .filter(Boolean)
    .join(' · ');
  return (
    <GateFrame
      kind={said.kind_gate}
      headline={said.headlines[gate.gate_result] ?? gate.gate_result}
      lead={lead}
      notes={gate.notes}
    >
      <Section id="criteria" title={said.criteria}>
        <Criteria rows={gate.criteria} />
      </Section>
      {gate.criteria.map((row, at) => (
        <EvidenceSection key={row.name} row={row} id={`evidence-${at.toString()}`} />
      ))}
    </GateFrame>
  );
}
