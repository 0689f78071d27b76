import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useEndEngagement } from '../../api/people.ts';
import type { Engagement, Member, Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { people_words } from '../../words/people.ts';
import { Ask } from '../frame/Ask.tsx';
import { project_path } from '../frame/places.ts';
import { may } from '../frame/rights.ts';
import { Engage } from './Engage.tsx';
import { is_over } from './member_form.ts';

const said = people_words.providers;

interface EngagementsProps {
  project: Project;
  engagements: Engagement[];
  members: Member[] | undefined;
}

export function Engagements({ project, engagements, members }: EngagementsProps) {
  const [ending, set_ending] = useState<Engagement | null>(null);
  const of_provider = project.engagement !== null;
  const may_engage = may(project, 'engage_provider');
  const end = may_engage ? set_ending : null;
  return (
    <Section
      id="providers"
      title={of_provider ? said.own_title : said.title}
      lead={of_provider ? said.own_lead : said.lead}
    >
      {engagements.length === 0 ? (
        <Empty>
          {said.empty.title}. {said.empty.text} {may_engage ? said.empty.step : said.empty.no_step}
        </Empty>
      ) : (
        <SortTable
          label={of_provider ? said.own_title : said.title}
          columns={columns_of(project, members, end)}
          rows={engagements}
          row_key={(row) => row.id}
          top={30}
        />
      )}
      {may_engage && <Engage project={project.id} engagements={engagements} />}
      {ending && (
        <End
          project={project.id}
          engagement={ending}
          on_close={() => {
            set_ending(null);
          }}
        />
      )}
    </Section>
  );
}

function columns_of(
  project: Project,
  members: Member[] | undefined,
  end: ((engagement: Engagement) => void) | null,
): Column<Engagement>[] {
  const people = (row: Engagement) =>
    members ? members.filter((member) => member.engagement === row.id).length : null;
  return [
    {
      key: 'provider',
      title: said.columns.provider,
      cell: (row) => (
        <>
          <Link to={project_path(project.id, `providers/${row.id}`)}>
            <Name text={row.provider} />
          </Link>
          {row.organisation.name !== row.provider && (
            <span className="attributes">{printable(said.organisation_now(row.organisation.name))}</span>
          )}
        </>
      ),
      sort: (row) => row.provider,
    },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) => (
        <>
          {people_words.states[row.state]}
          {row.ended_at && (
            <span className="attributes">
              <When at={row.ended_at} />
            </span>
          )}
        </>
      ),
      csv: (row) => [people_words.states[row.state], row.ended_at],
      csv_titles: [said.columns.state, said.columns.ended],
      sort: (row) => row.state,
    },
    {
      key: 'since',
      title: said.columns.since,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
    {
      key: 'people',
      title: said.columns.people,
      align: 'right',
      cell: (row) => {
        const count = people(row);
        return count === null ? '' : grouped(count);
      },
      sort: people,
    },
    ...(end
      ? [
          {
            key: 'actions',
            title: said.columns.actions,
            cell: (row: Engagement) => <EndButton engagement={row} end={end} />,
          },
        ]
      : []),
  ];
}

interface EndButtonProps {
  engagement: Engagement;
  end: (engagement: Engagement) => void;
}

function EndButton({ engagement, end }: EndButtonProps) {
  if (is_over(engagement)) return null;
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={said.end_of(printable(engagement.provider))}
      onClick={() => {
        end(engagement);
      }}
    >
      {said.end}
    </Button>
  );
}

interface EndProps {
  project: string;
  engagement: Engagement;
  on_close: () => void;
}

function End({ project, engagement, on_close }: EndProps) {
  const end = useEndEngagement(project);
  return (
    <Ask
      title={said.end_title(printable(engagement.provider))}
      text={said.end_text}
      act={said.end_act}
      busy={end.isPending}
      error={end.error}
      on_act={() => {
        end.mutate(engagement.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
