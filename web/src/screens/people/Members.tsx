import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRemoveMember } from '../../api/people.ts';
import { useSession } from '../../api/session.ts';
import type { Engagement, Member, Project } from '../../api/types.ts';
import { Email, Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { people_words } from '../../words/people.ts';
import { role_title } from '../../words/roles.ts';
import { Ask } from '../frame/Ask.tsx';
import { may } from '../frame/rights.ts';
import { PeopleCsv } from '../frame/PeopleCsv.tsx';
import { AddMember } from './AddMember.tsx';
import { ChangeMember } from './ChangeMember.tsx';
import { giver_of, is_over, may_change } from './member_form.ts';

const said = people_words.members;

interface MembersProps {
  project: Project;
  engagements: Engagement[];
  members: Member[];
}

type Asked = { member: Member; what: 'change' | 'remove' } | null;

export function Members({ project, engagements, members }: MembersProps) {
  const [asked, set_asked] = useState<Asked>(null);
  const of_provider = project.engagement !== null;
  const title = of_provider ? said.own_title : said.title;
  const may_give = may(project, 'change_people');
  const close = () => {
    set_asked(null);
  };
  const act = may_give && !has_ended(project, engagements) ? set_asked : null;
  return (
    <Section id="members" title={title}>
      {members.length === 0 ? (
        <Empty>
          {said.empty.title}. {said.empty.text}
        </Empty>
      ) : (
        <Table project={project} engagements={engagements} members={members} title={title} act={act} />
      )}
      {may_give && <AddMember project={project} engagements={engagements} />}
      <PeopleCsv place={{ of: 'projects', id: project.id }} may_add={act !== null} />
      {asked?.what === 'change' && (
        <ChangeMember project={project} member={asked.member} on_close={close} />
      )}
      {asked?.what === 'remove' && <Remove project={project} member={asked.member} on_close={close} />}
    </Section>
  );
}

const has_ended = (project: Project, engagements: Engagement[]): boolean =>
  engagements.some((each) => each.id === project.engagement && is_over(each));

interface TableProps extends MembersProps {
  title: string;
  act: ((asked: Asked) => void) | null;
}

function Table({ project, engagements, members, title, act }: TableProps) {
  const you = useSession().data?.user.id;
  const providers = new Map(engagements.map((each) => [each.id, each.provider]));
  const side = (row: Member) =>
    row.engagement === null ? said.client_side : (providers.get(row.engagement) ?? row.organisation.name);
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) => (
        <>
          <Name text={row.user.name} /> {row.user.id === you && <span className="badge">{said.you}</span>}
          <span className="attributes nowrap">
            <Email text={row.user.email} />
          </span>
        </>
      ),
      sort: (row) => row.user.name,
      csv: (row) => [row.user.name, row.user.email],
      csv_titles: [said.columns.name, said.columns.email],
    },
    {
      key: 'organisation',
      title: said.columns.organisation,
      cell: (row) => <Name text={row.organisation.name} />,
      sort: (row) => row.organisation.name,
    },
    {
      key: 'role',
      title: said.columns.role,
      cell: (row) => role_title(row.role),
      sort: (row) => row.role,
    },
    { key: 'side', title: said.columns.side, cell: (row) => <Name text={side(row)} />, sort: side },
    {
      key: 'adjudicates',
      title: said.columns.adjudicates,
      cell: (row) => (row.adjudicates ? said.adjudicates : said.adjudicates_not),
      sort: (row) => (row.adjudicates ? 1 : 0),
      csv: (row) => row.adjudicates,
    },
    ...(project.engagement === null
      ? []
      : [
          {
            key: 'annotator',
            title: said.columns.annotator,
            cell: (row: Member) => <Name text={row.annotator ?? '–'} />,
            sort: (row: Member) => row.annotator,
          },
        ]),
    {
      key: 'since',
      title: said.columns.since,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
  ];
  const giver = giver_of(project);
  if (act)
    columns.push({
      key: 'actions',
      title: said.columns.actions,
      cell: (row) => may_change(giver, row) && <Actions member={row} act={act} />,
    });
  return (
    <SortTable label={title} columns={columns} rows={members} row_key={(row) => row.user.id} top={30} />
  );
}

function Actions({ member, act }: { member: Member; act: (asked: Asked) => void }) {
  const name = printable(member.user.name);
  return (
    <span className="actions">
      <Button
        variant="default"
        size="compact-xs"
        aria-label={said.change_of(name)}
        onClick={() => {
          act({ member, what: 'change' });
        }}
      >
        {said.change}
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={said.remove_of(name)}
        onClick={() => {
          act({ member, what: 'remove' });
        }}
      >
        {said.remove}
      </Button>
    </span>
  );
}

interface RemoveProps {
  project: Project;
  member: Member;
  on_close: () => void;
}

function Remove({ project, member, on_close }: RemoveProps) {
  const remove = useRemoveMember(project.id);
  const you = useSession().data?.user.id;
  return (
    <Ask
      title={said.remove_title(printable(member.user.name))}
      text={member.user.id === you ? said.remove_yourself : said.remove_text}
      act={said.remove_act}
      busy={remove.isPending}
      error={remove.error}
      on_act={() => {
        remove.mutate(member.user.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
