import { Link, useParams } from 'react-router';
import { useBatches } from '../../api/batches.ts';
import { useProject } from '../../api/projects.ts';
import type { Batch, Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { batch_words as said } from '../../words/batches.ts';
import { grouped } from '../../words/numbers.ts';
import { Loaded } from '../frame/Failure.tsx';
import { project_path } from '../frame/places.ts';
import { may } from '../frame/rights.ts';
import { Screen } from '../frame/Screen.tsx';
import { Due } from './Due.tsx';
import { MakeBatch } from './MakeBatch.tsx';

export function Batches() {
  const { project = '' } = useParams();
  const about = useProject(project);
  const batches = useBatches(project);
  const of_provider = about.data && about.data.engagement !== null;
  return (
    <Screen title={said.title} lead={of_provider ? said.own_lead : said.lead}>
      <Loaded query={about}>
        {(of) => (
          <>
            <Loaded query={batches}>{({ items }) => <List project={of} batches={items} />}</Loaded>
            {may(of, 'change_batches') && <MakeBatch project={of.id} />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function List({ project, batches }: { project: Project; batches: Batch[] }) {
  const { empty } = said;
  const is_maker = may(project, 'change_batches');
  if (batches.length === 0)
    return (
      <Empty>
        {empty.title}. {project.engagement === null ? empty.text : empty.own_text} {is_maker && empty.step}
      </Empty>
    );
  return (
    <SortTable
      label={said.list}
      columns={columns_of(project)}
      rows={batches}
      row_key={(row) => row.id}
      name={(row) => row.name}
      top={50}
    />
  );
}

function columns_of(project: Project): Column<Batch>[] {
  const columns: (Column<Batch> | false)[] = [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) => (
        <Link to={project_path(project.id, `batches/${row.id}`)}>
          <Name text={row.name} />
        </Link>
      ),
      sort: (row) => row.name,
    },
    project.engagement === null && {
      key: 'provider',
      title: said.columns.provider,
      cell: (row) => <Name text={row.engagement.provider} />,
      sort: (row) => row.engagement.provider,
    },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) => said.states[row.state],
      sort: (row) => row.state,
    },
    {
      key: 'submitted',
      title: said.columns.submitted,
      align: 'right',
      cell: (row) => said.of(row.submitted_count, row.item_count),
      sort: (row) => row.submitted_count / row.item_count,
      csv: (row) => [row.submitted_count, row.item_count],
      csv_titles: ['submitted', 'items'],
    },
    {
      key: 'late',
      title: said.columns.late,
      align: 'right',
      cell: (row) => grouped(row.assignments.late),
      sort: (row) => row.assignments.late,
    },
    {
      key: 'due',
      title: said.columns.due,
      cell: (row) => <Due batch={row} />,
      sort: (row) => row.due_at,
    },
    {
      key: 'priority',
      title: said.columns.priority,
      align: 'right',
      cell: (row) => row.priority.toString(),
      sort: (row) => row.priority,
    },
  ];
  return columns.filter((column) => column !== false);
}
