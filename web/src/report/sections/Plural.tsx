import { Histogram } from '../../charts/Histogram.tsx';
import { estimate_columns } from '../../parts/estimate_columns.tsx';
import { MethodNote } from '../../parts/MethodNote.tsx';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable } from '../../parts/SortTable.tsx';
import { Twin } from '../../parts/Twin.tsx';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { words } from '../../words/words.ts';
import type { GroupAgreement, PluralSection } from '../document.ts';

const said = words.plural;

// Where several answers may be right: how they spread, instead of who is wrong.
export function Plural({ plural }: { plural: PluralSection }) {
  return (
    <Section id="plural" title={said.title} lead={said.lead}>
      <dl className="methods">
        <Fact title={said.items} value={grouped(plural.items)} />
        <Fact title={said.largest} value={percent(plural.mean_largest_share)} />
        <Fact title={`${said.entropy} (${said.entropy_note})`} value={decimals(plural.mean_entropy, 3)} />
      </dl>
      <h3>{said.different}</h3>
      <Different rows={plural.different_categories} />
      <h3>{said.groups_title}</h3>
      {plural.groups.length === 0 ? <Empty>{said.no_groups}</Empty> : <Groups rows={plural.groups} />}
      <MethodNote of={plural.groups} />
    </Section>
  );
}

function Fact({ title, value }: { title: string; value: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

type DifferentRow = PluralSection['different_categories'][number];

function Different({ rows }: { rows: DifferentRow[] }) {
  return (
    <>
      <Histogram
        bars={rows.map((row) => ({ label: grouped(row.categories), count: row.items }))}
        axis_title={said.different_axis}
      />
      <Twin>
        {() => (
          <SortTable
            label={said.different}
            columns={[
              {
                key: 'categories',
                title: said.different_axis,
                align: 'right',
                cell: (row: DifferentRow) => grouped(row.categories),
              },
              { key: 'items', title: words.data.items, align: 'right', cell: (row) => grouped(row.items) },
            ]}
            rows={rows}
            row_key={(row) => row.categories.toString()}
          />
        )}
      </Twin>
    </>
  );
}

function Groups({ rows }: { rows: GroupAgreement[] }) {
  return (
    <>
      <p className="note">{said.groups_lead}</p>
      <SortTable
        label={said.groups_title}
        columns={[
          {
            key: 'group',
            title: said.group,
            cell: (row: GroupAgreement) => (
              <>
                <Name text={row.attribute} />
                {words.slices.is}
                <Name text={row.group} />
                <span className="attributes">{words.tiles.annotators(row.annotators)}</span>
              </>
            ),
            sort: (row) => row.group,
          },
          ...estimate_columns({
            key: 'within',
            title: said.within,
            rows,
            estimate: (row: GroupAgreement) => row,
            unit: 'coefficient',
            limits: { to: 1 },
          }),
        ]}
        rows={rows}
        row_key={(row) => JSON.stringify([row.attribute, row.group])}
        name={(row) => `${row.attribute} ${row.group}`}
        top={20}
      />
    </>
  );
}
