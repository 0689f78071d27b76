import type { Attribute, AttributesFit } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { grouped } from '../../words/numbers.ts';
import { schema_words as said } from '../../words/schema.ts';

interface AttributeTableProps {
  attributes: Attribute[];
  // Of the items that are there; null: not counted.
  fit: AttributesFit | null;
}

// What a schema declares of items, to be read; with how many items fit.
export function AttributeTable({ attributes, fit }: AttributeTableProps) {
  if (attributes.length === 0) return null;
  return (
    <section className="schema_question">
      <h2>{said.attributes}</h2>
      {fit && (
        <p className="quiet">{fit.unfit_items === 0 ? said.fit_all : said.fit_not(fit.unfit_items)}</p>
      )}
      <SortTable
        label={said.attributes}
        columns={columns_of(attributes, fit)}
        rows={attributes}
        row_key={(row) => row.name}
        top={40}
      />
    </section>
  );
}

type FitCount = 'fitting' | 'unfit' | 'missing';

function fit_column(fit: AttributesFit, key: FitCount): Column<Attribute> {
  const counts = new Map(fit.attributes.map((each) => [each.name, each[key]]));
  const count = (row: Attribute) => counts.get(row.name) ?? 0;
  return {
    key,
    title: said.attribute_columns[key],
    align: 'right',
    cell: (row) => grouped(count(row)),
    sort: count,
    csv: count,
  };
}

function columns_of(rows: Attribute[], fit: AttributesFit | null): Column<Attribute>[] {
  const titles = said.attribute_columns;
  const columns: (Column<Attribute> | false)[] = [
    { key: 'name', title: titles.name, cell: (row) => <Name text={row.name} />, csv: (row) => row.name },
    {
      key: 'type',
      title: titles.type,
      cell: (row) => said.attribute_types[row.type].title,
      csv: (row) => row.type,
    },
    rows.some((row) => row.required) && {
      key: 'required',
      title: titles.required,
      cell: (row) => (row.required ? said.yes : ''),
      csv: (row) => (row.required ? said.yes : ''),
    },
    rows.some((row) => row.values.length > 0) && {
      key: 'values',
      title: titles.values,
      cell: (row) => <Name text={row.values.join(', ')} />,
      csv: (row) => row.values.join(', '),
    },
    rows.some((row) => row.description !== '') && {
      key: 'description',
      title: titles.description,
      cell: (row) => <Name text={row.description} />,
      csv: (row) => row.description,
    },
  ];
  const shown = columns.filter((column) => column !== false);
  if (!fit) return shown;
  return [...shown, ...(['fitting', 'unfit', 'missing'] as const).map((key) => fit_column(fit, key))];
}
