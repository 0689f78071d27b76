import { useState } from 'react';
import { Choice } from '../../parts/Choice.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { EstimateText } from '../../parts/EstimateText.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { Worse } from '../../parts/Verdict.tsx';
import { metric_name, weights_text } from '../../words/metrics.ts';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { QuestionSection, SliceRow } from '../document.ts';

const said = words.by_type;

const worse_in = (rows: SliceRow[]) => rows.filter((row) => row.worse).length;

// The attribute with the most slices that are worse comes first; difficulty, where worse is no news, last.
function attributes_in_order(by: Record<string, SliceRow[]>): string[] {
  const rank = (name: string) => (name === 'difficulty' ? -1 : worse_in(by[name] ?? []));
  return Object.keys(by).sort((a, b) => rank(b) - rank(a) || a.localeCompare(b, 'en'));
}

export function ByType({ section }: { section: QuestionSection }) {
  const attributes = attributes_in_order(section.agreement_by);
  const [wanted, set_wanted] = useState('');
  const attribute = attributes.includes(wanted) ? wanted : (attributes[0] ?? '');
  const rows = section.agreement_by[attribute] ?? [];
  if (attributes.length === 0) {
    return (
      <Section id="by-type" title={said.title}>
        <Empty>{said.empty}</Empty>
      </Section>
    );
  }
  const metric = rows[0]?.metric ?? 'krippendorff_alpha';
  // "krippendorff_alpha:ordinal": the coefficient with its distance, where that is not the plain one.
  const [name = '', weights = 'nominal'] = metric.split(':');
  const whole =
    section.agreement.find((row) => row.metric === name && row.weights === weights)?.value ?? undefined;
  const spoken =
    weights === 'nominal' ? metric_name(name) : `${metric_name(name)} (${weights_text(weights)})`;
  const lead = said.lead(spoken) + (whole === undefined ? '' : ` ${said.line}`);
  return (
    <Section id="by-type" title={said.title} lead={lead}>
      <Choice
        label={said.attribute}
        value={attribute}
        options={attributes.map((name) => ({
          value: name,
          text: printable(name),
          extra: <WorseCount count={worse_in(section.agreement_by[name] ?? [])} />,
        }))}
        on_change={set_wanted}
      />
      <SortTable
        key={attribute}
        label={said.title}
        columns={columns_of(attribute, rows, whole)}
        rows={rows}
        row_key={(row) => row.slice}
        name={(row) => row.slice}
      />
      <Twin>{() => <Counted rows={rows} attribute={attribute} />}</Twin>
      <MethodNote of={rows} />
    </Section>
  );
}

const shown = (row: SliceRow) => (row.shrunk.value === null ? row : row.shrunk);

function WorseCount({ count }: { count: number }) {
  return count > 0 ? <span className="count">{said.worse_count(count)}</span> : null;
}

function columns_of(attribute: string, rows: SliceRow[], whole: number | undefined): Column<SliceRow>[] {
  return [
    {
      key: 'slice',
      title: printable(attribute),
      cell: (row) => <Name text={row.slice} />,
      sort: (row) => row.slice,
    },
    ...estimate_columns({
      key: 'value',
      title: said.value,
      rows,
      estimate: shown,
      raw: (row) => row,
      unit: 'coefficient',
      limits: { to: 1 },
      mark: whole,
    }),
    {
      key: 'items',
      title: said.items,
      align: 'right',
      cell: (row) => grouped(row.items),
      sort: (row) => row.items,
    },
    { key: 'worse', title: said.compared, cell: (row) => (row.worse ? <Worse p={row.p_adjusted} /> : '') },
  ];
}

function Counted({ rows, attribute }: { rows: SliceRow[]; attribute: string }) {
  const columns: Column<SliceRow>[] = [
    { key: 'slice', title: printable(attribute), cell: (row) => <Name text={row.slice} /> },
    {
      key: 'raw',
      title: words.categories.counted,
      align: 'right',
      cell: (row) => <EstimateText estimate={row} unit="coefficient" />,
      sort: (row) => row.value,
    },
    {
      key: 'shrunk',
      title: said.value,
      align: 'right',
      cell: (row) => <EstimateText estimate={row.shrunk} unit="coefficient" />,
      sort: (row) => row.shrunk.value,
    },
    { key: 'items', title: said.items, align: 'right', cell: (row) => grouped(row.items) },
    {
      key: 'annotations',
      title: words.annotators.labels,
      align: 'right',
      cell: (row) => grouped(row.annotations),
    },
  ];
  return (
    <SortTable label={words.table_behind} columns={columns} rows={rows} row_key={(row) => row.slice} />
  );
}
