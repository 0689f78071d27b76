import { Link, useParams } from 'react-router';
import { useOwnItems } from '../../api/own_items.ts';
import type { OwnItemRow } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { batch_words, own_item_words as said } from '../../words/batches.ts';
import { printable } from '../../words/names.ts';
import { At } from '../batches/Due.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { Screen } from '../frame/Screen.tsx';

export function OwnItems() {
  const { project = '' } = useParams();
  const offered = useOwnItems(project, 'offered');
  const ended = useOwnItems(project, 'ended');
  return (
    <Screen title={said.title} lead={said.lead}>
      <Loaded query={offered}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {said.empty.title}. {said.empty.text}
            </Empty>
          ) : (
            <SortTable
              label={said.list}
              columns={[item_column(project), batch_column, until_column]}
              rows={items}
              row_key={(row) => row.assignment.id}
              top={50}
            />
          )
        }
      </Loaded>
      <Section id="ended" title={said.ended}>
        <Loaded query={ended}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>{said.ended_none}</Empty>
            ) : (
              <SortTable
                label={said.ended}
                columns={[item_column(project), batch_column, state_column, submitted_column]}
                rows={items}
                row_key={(row) => row.assignment.id}
                top={30}
              />
            )
          }
        </Loaded>
      </Section>
    </Screen>
  );
}

const is_shown = ({ assignment }: OwnItemRow) =>
  assignment.state === 'offered' || assignment.state === 'submitted';

const item_column = (project: string): Column<OwnItemRow> => ({
  key: 'item',
  title: said.columns.item,
  cell: (row) =>
    is_shown(row) ? (
      <Link to={project_path(project, `own_items/${row.assignment.id}`)}>
        <Name text={row.assignment.item} />
      </Link>
    ) : (
      <Name text={row.assignment.item} />
    ),
  sort: (row) => row.assignment.item,
});

const batch_column: Column<OwnItemRow> = {
  key: 'batch',
  title: said.columns.batch,
  cell: (row) => <Name text={row.assignment.batch.name} />,
  sort: (row) => row.assignment.batch.name,
};

const until = (row: OwnItemRow) => row.assignment.lease_until ?? row.due_at;

const until_column: Column<OwnItemRow> = {
  key: 'until',
  title: said.columns.until,
  cell: (row) => {
    const at = until(row);
    return at === null ? <span className="quiet">{said.no_end}</span> : <At at={at} />;
  },
  sort: until,
};

const state_of = ({ assignment }: OwnItemRow): string =>
  [
    batch_words.assignment_states[assignment.state],
    assignment.late && batch_words.one.late,
    assignment.reason,
  ]
    .filter(Boolean)
    .join(', ');

const state_column: Column<OwnItemRow> = {
  key: 'state',
  title: said.columns.state,
  cell: (row) => printable(state_of(row)),
  sort: state_of,
};

const submitted_column: Column<OwnItemRow> = {
  key: 'submitted',
  title: said.columns.submitted,
  cell: ({ assignment }) => (assignment.submitted_at ? <When at={assignment.submitted_at} /> : '–'),
  sort: ({ assignment }) => assignment.submitted_at,
};
