import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useJoinTeam, useLeaveTeam, useTeamMembers } from '../../api/organisations.ts';
import type { Organisation, Team, TeamMember } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { organisation_words } from '../../words/organisations.ts';
import { Ask } from '../frame/Ask.tsx';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { PeopleCsv } from '../frame/PeopleCsv.tsx';

const said = organisation_words.teams;

interface OneTeamProps {
  organisation: Organisation;
  team: Team;
}

// Who is and was in a team, and when.
export function OneTeam({ organisation, team }: OneTeamProps) {
  const members = useTeamMembers(team.id);
  const [leaving, set_leaving] = useState<TeamMember | null>(null);
  const [now] = useState(() => Date.now());
  const title = said.members(printable(team.name));
  return (
    <>
      <h3 className="space_above team_title">{title}</h3>
      <Loaded query={members}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {said.no_members.title}. {said.no_members.text}
            </Empty>
          ) : (
            <SortTable
              label={title}
              columns={columns_of(set_leaving, now)}
              rows={items}
              row_key={(row) => `${row.user.id} ${row.begins_at}`}
              name={(row) => row.user.name}
              top={30}
            />
          )
        }
      </Loaded>
      {organisation.state !== 'closed' && <Join organisation={organisation.id} team={team.id} />}
      <PeopleCsv
        place={{ of: 'teams', id: team.id }}
        may_add={organisation.state !== 'closed'}
        about={printable(team.name)}
      />
      {leaving && (
        <Leave
          organisation={organisation.id}
          team={team}
          member={leaving}
          on_close={() => {
            set_leaving(null);
          }}
        />
      )}
    </>
  );
}

// An end may lie ahead.
const is_over = ({ ends_at }: TeamMember, now: number): boolean =>
  ends_at !== null && Date.parse(ends_at) <= now;

const columns_of = (leave: (member: TeamMember) => void, now: number): Column<TeamMember>[] => [
  {
    key: 'name',
    title: said.member_columns.name,
    cell: (row) => <Name text={row.user.name} />,
    sort: (row) => row.user.name,
  },
  {
    key: 'from',
    title: said.member_columns.from,
    cell: (row) => <When at={row.begins_at} />,
    sort: (row) => row.begins_at,
  },
  {
    key: 'until',
    title: said.member_columns.until,
    cell: (row) => (row.ends_at ? <When at={row.ends_at} /> : <span className="quiet">{said.still}</span>),
    sort: (row) => row.ends_at,
  },
  {
    key: 'actions',
    title: said.member_columns.actions,
    cell: (row) =>
      !is_over(row, now) && (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={said.leave_of(printable(row.user.name))}
          onClick={() => {
            leave(row);
          }}
        >
          {said.leave}
        </Button>
      ),
  },
];

function Join({ organisation, team }: { organisation: string; team: string }) {
  const [email, set_email] = useState('');
  const join = useJoinTeam(organisation, team);
  return (
    <form
      className="take space_above"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate(email.trim(), { onSuccess: () => set_email('') });
      }}
    >
      <div className="take_fields">
        <TextInput
          size="xs"
          className="wide_field"
          label={said.email}
          autoComplete="off"
          value={email}
          error={error_at(join.error, 'email')}
          onChange={(event) => {
            set_email(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="xs" loading={join.isPending} disabled={email.trim() === ''}>
          {said.join}
        </Button>
      </div>
      <Failed error={error_elsewhere(join.error, ['email'])} />
    </form>
  );
}

interface LeaveProps {
  organisation: string;
  team: Team;
  member: TeamMember;
  on_close: () => void;
}

function Leave({ organisation, team, member, on_close }: LeaveProps) {
  const leave = useLeaveTeam(organisation, team.id);
  return (
    <Ask
      title={said.leave_title(printable(member.user.name), printable(team.name))}
      text={said.leave_text}
      act={said.leave_act}
      busy={leave.isPending}
      error={leave.error}
      on_act={() => {
        leave.mutate(member.user.id, { onSuccess: on_close });
      }}
      on_close={on_close}
    />
  );
}
