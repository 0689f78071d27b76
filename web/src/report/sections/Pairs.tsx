import { useCallback, useState } from 'react';
import { type HeatCell, HeatMap } from '../../charts/HeatMap.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Mono } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { printable } from '../../words/names.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { PairMatrix } from '../document.ts';

const said = words.pairs;
const n_min = 10;
const numbers_max = 26;

type Measure = 'agreement' | 'kappa';

const measure_text = (value: number | null, measure: Measure) =>
  value === null ? said.undefined_value : measure === 'agreement' ? percent(value) : decimals(value, 2);

interface PairRow {
  first: string;
  second: string;
  n: number;
  agreement: number | null;
  kappa: number | null;
}

function pair_at(matrix: PairMatrix, row: number, column: number): PairRow {
  return {
    first: matrix.annotators[row] ?? '',
    second: matrix.annotators[column] ?? '',
    n: matrix.n[row]?.[column] ?? 0,
    agreement: matrix.agreement[row]?.[column] ?? null,
    kappa: matrix.kappa[row]?.[column] ?? null,
  };
}

function pair_text({ first, second, n, agreement, kappa }: PairRow): string {
  const [a, b] = [printable(first), printable(second)];
  if (agreement === null) return said.too_few(a, b, grouped(n));
  return said.cell(a, b, grouped(n), measure_text(agreement, 'agreement'), measure_text(kappa, 'kappa'));
}

export function Pairs({ matrix }: { matrix: PairMatrix | null }) {
  const [measure, set_measure] = useState<Measure>('agreement');
  if (!matrix || matrix.annotators.length < 2) {
    return (
      <Section id="pairs" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  return (
    <Section id="pairs" title={said.title} lead={said.lead(n_min)}>
      <Choice
        label={said.show}
        value={measure}
        options={[
          { value: 'agreement', text: said.agreement },
          { value: 'kappa', text: said.kappa },
        ]}
        on_change={set_measure}
      />
      <Map matrix={matrix} measure={measure} />
      <Twin>{() => <Numbers matrix={matrix} />}</Twin>
    </Section>
  );
}

function range_of(matrix: PairMatrix, measure: Measure): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  matrix[measure].forEach((line, row) => {
    line.forEach((value, column) => {
      if (value === null || row === column) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
  });
  return [low, high];
}

function cell_text(value: number, measure: Measure): string {
  return measure === 'agreement' ? decimals(value * 100, 0) : decimals(value, 2).replace('0.', '.');
}

function Map({ matrix, measure }: { matrix: PairMatrix; measure: Measure }) {
  const [pointed, set_pointed] = useState('');
  const [low, high] = range_of(matrix, measure);
  const many = matrix.annotators.length > numbers_max;
  const cell = useCallback(
    (row: number, column: number): HeatCell => {
      if (row === column) return { text: '', strength: 0, kind: 'muted', title: said.own };
      const value = matrix[measure][row]?.[column] ?? null;
      const title = pair_text(pair_at(matrix, row, column));
      if (value === null) return { text: '', strength: 0, kind: 'hatched', title };
      const strength = high > low ? (value - low) / (high - low) : 1;
      return { text: many ? '' : cell_text(value, measure), strength: 0.08 + 0.92 * strength, title };
    },
    [matrix, measure, low, high, many],
  );
  const point = useCallback(
    (row: number, column: number) => {
      set_pointed(row === column ? said.own : pair_text(pair_at(matrix, row, column)));
    },
    [matrix],
  );
  return (
    <>
      <HeatMap
        label={said.chart}
        rows={matrix.annotators}
        columns={matrix.annotators}
        cell={cell}
        tone="value"
        row_title=""
        column_title=""
        small="small"
        on_point={point}
      />
      <p className="readout">
        {high >= low && (
          <span className="legend">
            <span>{`${said.low} ${measure_text(low, measure)}`}</span>
            <span className="ramp" />
            <span>{`${said.high} ${measure_text(high, measure)}`}</span>
          </span>
        )}
        {pointed || said.hint}
      </p>
    </>
  );
}

function Numbers({ matrix }: { matrix: PairMatrix }) {
  const rows: PairRow[] = [];
  for (let row = 0; row < matrix.annotators.length; ++row) {
    for (let column = row + 1; column < matrix.annotators.length; ++column)
      rows.push(pair_at(matrix, row, column));
  }
  rows.sort((a, b) => (a.agreement ?? 2) - (b.agreement ?? 2));
  return (
    <SortTable
      label={words.table_behind}
      rows={rows}
      row_key={(row) => JSON.stringify([row.first, row.second])}
      name={(row) => `${row.first} ${row.second}`}
      columns={[
        {
          key: 'first',
          title: said.first,
          cell: (row) => <Mono text={row.first} />,
          sort: (row) => row.first,
        },
        {
          key: 'second',
          title: said.second,
          cell: (row) => <Mono text={row.second} />,
          sort: (row) => row.second,
        },
        {
          key: 'n',
          title: said.items,
          align: 'right',
          cell: (row) => grouped(row.n),
          sort: (row) => row.n,
        },
        {
          key: 'agreement',
          title: said.agreement,
          align: 'right',
          cell: (row) => (row.agreement === null ? words.too_few : percent(row.agreement)),
          sort: (row) => row.agreement,
        },
        {
          key: 'kappa',
          title: said.kappa,
          align: 'right',
          cell: (row) => (row.agreement === null ? words.too_few : measure_text(row.kappa, 'kappa')),
          sort: (row) => row.kappa,
        },
      ]}
    />
  );
}
