import { Histogram } from '../../charts/Histogram.tsx';
import { Mono, Name } from '../../parts/Name.tsx';
import { Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { FileNote, InspectionDocument, Problem, QuestionData } from '../document.ts';

const said = words.data;

export function Data({ document, data }: { document: InspectionDocument; data: QuestionData }) {
  return (
    <Section id="data" title={said.title}>
      <Files files={document.files} />
      <h3>{said.counted}</h3>
      <dl className="facts">
        {facts_of(data).map(([what, count]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <LabelsPerItem data={data} />
      <Problems problems={document.data.problems} count={document.data.problem_count} />
    </Section>
  );
}

function Files({ files }: { files: FileNote[] }) {
  return (
    <SortTable
      label={said.title}
      rows={files}
      row_key={(row) => `${row.role} ${row.name}`}
      columns={[
        { key: 'name', title: said.file, cell: (row) => <Mono text={row.name} /> },
        { key: 'role', title: said.role, cell: (row) => row.role },
        { key: 'format', title: said.format, cell: (row) => row.format },
        { key: 'rows', title: said.rows, align: 'right', cell: (row) => grouped(row.rows) },
        { key: 'understood', title: said.understood, cell: (row) => <Name text={row.understood} /> },
      ]}
    />
  );
}

// What is zero and would only worry is left out; what was read is always said.
function facts_of(data: QuestionData): [string, string][] {
  const always: [string, number][] = [
    [said.rows, data.rows],
    [said.annotations, data.annotations],
    [said.items_row, data.items],
    [said.annotators_row, data.annotators],
    [said.gold_items, data.gold_items],
  ];
  const sometimes: [string, number][] = [
    [said.repeated, data.repeated],
    [said.repeated_differ, data.repeated_differ ?? 0],
    [said.skipped, data.skipped],
    [said.anchored, data.anchored],
    [said.unknown_annotator, data.unknown_annotator],
    [said.items_without_annotations, data.items_without_annotations],
    [said.gold_conflicts, data.gold_conflicts],
  ];
  const counted = [...always, ...sometimes.filter(([, count]) => count > 0)];
  const facts = counted.map(([what, count]): [string, string] => [what, grouped(count)]);
  facts.unshift([said.kind_row, said.kind(data.kind, printable(data.kind_reason))]);
  if (data.gold_only_categories.length > 0) {
    facts.push([said.gold_only, data.gold_only_categories.map(printable).join(', ')]);
  }
  return facts;
}

const bars_max = 20;

function LabelsPerItem({ data }: { data: QuestionData }) {
  const { histogram } = data.labels_per_item;
  if (histogram.length < 2) return null;
  const table = () => (
    <SortTable
      label={said.histogram}
      rows={histogram}
      row_key={(row) => row.labels.toString()}
      columns={[
        {
          key: 'labels',
          title: said.labels_on_item,
          cell: (row) => grouped(row.labels),
          sort: (row) => row.labels,
        },
        {
          key: 'items',
          title: said.items,
          align: 'right',
          cell: (row) => grouped(row.items),
          sort: (row) => row.items,
        },
      ]}
    />
  );
  return (
    <>
      <h3>{said.histogram}</h3>
      {histogram.length <= bars_max && (
        <Histogram
          bars={histogram.map((bar) => ({ label: bar.labels.toString(), count: bar.items }))}
          axis_title={said.histogram_axis}
        />
      )}
      <Twin>{table}</Twin>
    </>
  );
}

function Problems({ problems, count }: { problems: Problem[]; count: number }) {
  if (count === 0) return <p className="said quiet">{said.no_problems}</p>;
  return (
    <>
      <h3>{said.problems(count)}</h3>
      {problems.length < count && <p className="quiet">{said.problems_listed(problems.length, count)}</p>}
      <SortTable
        label={said.problems(count)}
        rows={problems.map((problem, index) => ({ ...problem, index }))}
        row_key={(row) => row.index.toString()}
        top={10}
        columns={[
          { key: 'file', title: said.file, cell: (row) => <Mono text={row.file} /> },
          {
            key: 'row',
            title: said.row,
            align: 'right',
            cell: (row) => grouped(row.row),
            sort: (row) => row.row,
          },
          { key: 'column', title: said.column, cell: (row) => <Name text={row.column} /> },
          { key: 'message', title: said.message, cell: (row) => <Name text={row.message} /> },
        ]}
      />
    </>
  );
}
