import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import { HeatCanvas } from '../../charts/HeatCanvas.tsx';
import { type HeatCell, HeatMap } from '../../charts/HeatMap.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { type ItemFilter, ToItems } from '../../parts/drill.tsx';
import { EstimateText } from '../../parts/EstimateText.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { printable } from '../../words/names.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import { cells_by_count, most_confused, type Matrix, part_of, row_totals } from '../confusion.ts';
import type { AccuracySection, Confusion as Cell, ConfusionPair } from '../document.ts';

const said = words.confusion;
const shown_max = 20;
const table_max = 45;

type Mode = 'counts' | 'by_row';

export function Confusion({ accuracy }: { accuracy: AccuracySection | null }) {
  if (!accuracy || accuracy.confusion.categories.length === 0) {
    return (
      <Section id="confusion" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  const weighted = accuracy.against === 'model_posterior' ? ` ${said.weighted}` : '';
  return (
    <Section id="confusion" title={said.title} lead={said.lead(words.against(accuracy.against)) + weighted}>
      <Against.Provider value={accuracy.against}>
        <Map matrix={accuracy.confusion} />
        <h3>{said.pairs}</h3>
        {accuracy.pairs.length === 0 ? <Empty>{said.no_pairs}</Empty> : <Pairs pairs={accuracy.pairs} />}
      </Against.Provider>
      <MethodNote of={accuracy.pairs} />
    </Section>
  );
}

// Gold stands on the items; what a model believes does not: there the disputed items are nearest.
const Against = createContext('gold');
const filter_of = (against: string, from: string, to: string): ItemFilter =>
  against === 'gold' ? { gold_label: from, label: to } : { label: to, disagreement: 'yes' };

const count_text = (count: number) =>
  count === 0
    ? ''
    : Number.isInteger(count) || count >= 9.95
      ? grouped(Math.round(count))
      : decimals(count, 1);

function Map({ matrix }: { matrix: Matrix }) {
  const [mode, set_mode] = useState<Mode>('counts');
  const [all, set_all] = useState(false);
  const size = matrix.categories.length;
  const small = useMemo(() => part_of(matrix, most_confused(matrix, shown_max)), [matrix]);
  const shown = all || size <= shown_max + 2 ? matrix : small;
  return (
    <>
      <Choice
        label={said.show}
        value={mode}
        options={[
          { value: 'counts', text: said.counts },
          { value: 'by_row', text: said.by_row },
        ]}
        on_change={set_mode}
      />
      {shown.categories.length <= table_max ? (
        <Cells matrix={shown} mode={mode} totals={row_totals(matrix)} />
      ) : (
        <Overview matrix={shown} mode={mode} />
      )}
      {size > shown_max + 2 && (
        <p className="more">
          {all ? '' : said.most_confused(shown_max, size)}
          <button
            type="button"
            onClick={() => {
              set_all(!all);
            }}
          >
            {all ? words.show_fewer : words.show_all(size)}
          </button>
        </p>
      )}
      <Twin>{() => <AllCells matrix={matrix} />}</Twin>
    </>
  );
}

// Colour of a mistake, 0..1, by the chosen measure; the square root lets small ones be seen.
function strengths(matrix: Matrix, mode: Mode) {
  const totals = row_totals(matrix);
  const measure = (row: number, column: number) => {
    const count = matrix.counts[row]?.[column] ?? 0;
    const total = totals.get(matrix.categories[row] ?? '') ?? 0;
    return mode === 'counts' ? count : total > 0 ? count / total : 0;
  };
  let top = 0;
  matrix.categories.forEach((_, row) => {
    matrix.categories.forEach((__, column) => {
      if (row !== column) top = Math.max(top, measure(row, column));
    });
  });
  return (row: number, column: number) => (top > 0 ? Math.sqrt(measure(row, column) / top) : 0);
}

function describe(matrix: Matrix, row: number, column: number, total: number): string {
  const count = matrix.counts[row]?.[column] ?? 0;
  return said.cell(
    printable(matrix.categories[row] ?? ''),
    printable(matrix.categories[column] ?? ''),
    count_text(count) || '0',
    total > 0 ? percent(count / total) : said.empty_row,
  );
}

interface BehindProps {
  matrix: Matrix;
  row: number;
  column: number;
  title: string;
  text: string;
}

function Behind({ matrix, row, column, title, text }: BehindProps) {
  const against = useContext(Against);
  const [from, to] = [matrix.categories[row] ?? '', matrix.categories[column] ?? ''];
  return (
    <ToItems filter={filter_of(against, from, to)} label={title}>
      {text}
    </ToItems>
  );
}

interface CellsProps {
  matrix: Matrix;
  mode: Mode;
  totals: globalThis.Map<string, number>;
}

function Cells({ matrix, mode, totals }: CellsProps) {
  const strength = useMemo(() => strengths(matrix, mode), [matrix, mode]);
  const total_of = useCallback(
    (row: number) => totals.get(matrix.categories[row] ?? '') ?? 0,
    [totals, matrix],
  );
  const cell = useCallback(
    (row: number, column: number): HeatCell => {
      const count = matrix.counts[row]?.[column] ?? 0;
      const total = total_of(row);
      const share = count > 0 && total > 0 ? percent(count / total) : '';
      const text = mode === 'counts' ? count_text(count) : share;
      const title = describe(matrix, row, column, total);
      return {
        text,
        content: text && <Behind matrix={matrix} row={row} column={column} title={title} text={text} />,
        strength: row === column ? 0 : strength(row, column),
        kind: row === column ? 'muted' : 'plain',
        title,
      };
    },
    [matrix, mode, strength, total_of],
  );
  return (
    <HeatMap
      label={said.chart}
      rows={matrix.categories}
      columns={matrix.categories}
      cell={cell}
      tone="error"
      row_title={said.truth}
      column_title={said.given}
      totals={{ title: said.total, text: (row) => count_text(total_of(row)) || '0' }}
    />
  );
}

function Overview({ matrix, mode }: { matrix: Matrix; mode: Mode }) {
  const strength = useMemo(() => strengths(matrix, mode), [matrix, mode]);
  const totals = useMemo(() => row_totals(matrix), [matrix]);
  return (
    <HeatCanvas
      label={said.chart}
      size={matrix.categories.length}
      strength={(row, column) => (row === column ? null : strength(row, column))}
      describe={(row, column) =>
        describe(matrix, row, column, totals.get(matrix.categories[row] ?? '') ?? 0)
      }
      hint={said.hint}
    />
  );
}

const from_column: Column<Cell> = {
  key: 'from',
  title: said.from,
  cell: (row) => <Name text={row.from} />,
  sort: (row) => row.from,
};
const to_column: Column<Cell> = {
  key: 'to',
  title: said.to,
  cell: (row) => <Name text={row.to} />,
  sort: (row) => row.to,
};
const count_column: Column<Cell> = {
  key: 'count',
  title: said.count,
  align: 'right',
  cell: (row) => <Count row={row} />,
  sort: (row) => row.count,
};
function Count({ row }: { row: Cell }) {
  return (
    <ToItems filter={filter_of(useContext(Against), row.from, row.to)}>{count_text(row.count)}</ToItems>
  );
}

const pair_key = (row: Cell) => JSON.stringify([row.from, row.to]);

function Pairs({ pairs }: { pairs: ConfusionPair[] }) {
  const columns: Column<ConfusionPair>[] = [
    from_column,
    to_column,
    count_column,
    {
      key: 'share',
      title: said.share,
      align: 'right',
      cell: (row) => <EstimateText estimate={row.share} unit="share" />,
      sort: (row) => row.share.value,
    },
  ];
  return <SortTable label={said.pairs} columns={columns} rows={pairs} row_key={pair_key} top={8} />;
}

function AllCells({ matrix }: { matrix: Matrix }) {
  return (
    <SortTable
      label={words.table_behind}
      columns={[from_column, to_column, count_column]}
      rows={cells_by_count(matrix)}
      row_key={pair_key}
      top={50}
    />
  );
}
