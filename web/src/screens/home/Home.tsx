import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useProjects } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { NotShown } from '../../parts/NotShown.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { data_classes, home_words as said } from '../../words/home.ts';
import { grouped } from '../../words/numbers.ts';
import { role_title, role_words } from '../../words/roles.ts';
import { Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { first_place } from '../frame/rights.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';

const count_column = (
  key: 'item_count' | 'annotation_count' | 'annotator_count' | 'gold_count',
  title: string,
): Column<Project> => ({
  key,
  title,
  align: 'right',
  cell: (row) => {
    const count = row[key];
    return count === null ? <NotShown /> : grouped(count);
  },
  sort: (row) => row[key],
});

const columns: Column<Project>[] = [
  {
    key: 'name',
    title: said.name,
    cell: (row) => (
      <>
        <Link to={project_path(row.id, first_place(row))}>
          <Name text={row.name} />
        </Link>
        {row.description && (
          <span className="attributes">
            <Name text={row.description} />
          </span>
        )}
      </>
    ),
    sort: (row) => row.name,
  },
  {
    key: 'role',
    title: role_words.role,
    cell: (row) => role_title(row.role),
    sort: (row) => row.role,
  },
  count_column('item_count', said.items),
  count_column('annotation_count', said.annotations),
  count_column('annotator_count', said.annotators),
  count_column('gold_count', said.gold),
  {
    key: 'data_class',
    title: said.data_class,
    cell: (row) => data_classes[row.data_class].title,
    sort: (row) => row.data_class,
  },
  { key: 'state', title: said.state, cell: (row) => said.states[row.state], sort: (row) => row.state },
  {
    key: 'created',
    title: said.created,
    cell: (row) => <When at={row.created_at} />,
    sort: (row) => row.created_at,
  },
];

export function Home() {
  const projects = useProjects();
  const make = (text: string) => (
    <Button component={Link} to="/projects/new">
      {text}
    </Button>
  );
  return (
    <Screen
      title={said.title}
      controls={projects.data && projects.data.items.length > 0 ? make(said.new_project) : undefined}
    >
      <Loaded query={projects}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={said.empty.title} text={said.empty.text} step={make(said.empty.step)} />
          ) : (
            <SortTable
              label={said.name}
              columns={columns}
              rows={items}
              row_key={(row) => row.id}
              name={(row) => row.name}
              top={50}
            />
          )
        }
      </Loaded>
    </Screen>
  );
}
