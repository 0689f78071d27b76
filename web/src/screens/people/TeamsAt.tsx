import { Link } from 'react-router';
import type { Project, ProviderView, TeamPart, WorkPart } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { grouped } from '../../words/numbers.ts';
import { work_words } from '../../words/work.ts';
import { project_path } from '../frame/places.ts';
import { measured_columns, type Measured } from './part_columns.tsx';

const said = work_words.teams;

interface TeamRow extends Measured {
  name: string;
  team: TeamPart | null;
}

const rows_of = (view: ProviderView): TeamRow[] => [
  ...view.teams.map((team) => ({ ...team, team })),
  ...[view.no_team, view.no_time]
    .filter((part: WorkPart) => part.annotations > 0)
    .map((part) => ({ ...part, team: null })),
];

// What each team did while its people were in it, and what no team did.
export function TeamsAt({ project, view }: { project: Project; view: ProviderView }) {
  const rows = rows_of(view);
  const columns: Column<TeamRow>[] = [
    {
      key: 'team',
      title: said.columns.team,
      cell: (row) =>
        row.team ? (
          <Link to={project_path(project.id, `providers/${view.id}/teams/${row.team.id}`)}>
            <Name text={row.name} />
          </Link>
        ) : (
          <span className="quiet">{row.name}</span>
        ),
      csv: (row) => row.name,
      sort: (row) => row.name,
    },
    {
      key: 'people',
      title: said.columns.people,
      align: 'right',
      cell: (row) => (row.team ? grouped(row.team.member_count) : '–'),
      csv: (row) => row.team?.member_count ?? null,
      sort: (row) => row.team?.member_count ?? null,
    },
    ...measured_columns(rows, 'compact'),
  ];
  return (
    <Section id="teams" title={said.title} lead={said.lead}>
      {view.teams.length === 0 ? (
        <Empty>{said.none}</Empty>
      ) : (
        <SortTable label={said.title} columns={columns} rows={rows} row_key={(row) => row.name} top={30} />
      )}
      {view.teams.length > 0 && view.unknown_annotators > 0 && (
        <p className="note quiet">{said.unknown(view.unknown_annotators)}</p>
      )}
    </Section>
  );
}
