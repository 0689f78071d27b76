import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAddTeam, useTeams } from '../../api/organisations.ts';
import type { Organisation, Team } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { grouped } from '../../words/numbers.ts';
import { organisation_words } from '../../words/organisations.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { PeopleCsv } from '../frame/PeopleCsv.tsx';
import { OneTeam } from './OneTeam.tsx';

const said = organisation_words.teams;

interface TeamsProps {
  organisation: Organisation;
  own: boolean;
}

// The teams, and of the one that the address names its people.
export function Teams({ organisation, own }: TeamsProps) {
  const teams = useTeams(organisation.id);
  const [search] = useSearchParams();
  return (
    <Section id="teams" title={own ? said.own_title : said.title} lead={said.lead}>
      <Loaded query={teams}>
        {({ items }) => {
          const chosen = items.find((each) => each.id === search.get('team')) ?? items[0];
          return (
            <>
              {items.length === 0 ? (
                <Empty>
                  {said.empty.title}. {said.empty.text}
                </Empty>
              ) : (
                <SortTable
                  label={said.list}
                  columns={columns_of(chosen?.id)}
                  rows={items}
                  row_key={(row) => row.id}
                  name={(row) => row.name}
                  top={15}
                />
              )}
              <AddTeam organisation={organisation.id} />
              <PeopleCsv
                place={{ of: 'organisations', id: organisation.id }}
                may_add={organisation.state !== 'closed'}
              />
              {chosen && <OneTeam key={chosen.id} organisation={organisation} team={chosen} />}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

const columns_of = (chosen: string | undefined): Column<Team>[] => [
  {
    key: 'name',
    title: said.columns.name,
    cell: (row) => (
      <Link to={`?${new URLSearchParams({ team: row.id }).toString()}`} aria-current={row.id === chosen}>
        <Name text={row.name} />
      </Link>
    ),
    sort: (row) => row.name,
  },
  {
    key: 'people',
    title: said.columns.people,
    align: 'right',
    cell: (row) => grouped(row.member_count),
    sort: (row) => row.member_count,
  },
  {
    key: 'since',
    title: said.columns.since,
    cell: (row) => <When at={row.created_at} />,
    sort: (row) => row.created_at,
  },
];

function AddTeam({ organisation }: { organisation: string }) {
  const [name, set_name] = useState('');
  const add = useAddTeam(organisation);
  const [, set_search] = useSearchParams();
  return (
    <form
      className="take space_above"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(name.trim(), {
          onSuccess: (made) => {
            set_name('');
            set_search({ team: made.id }, { replace: true });
          },
        });
      }}
    >
      <div className="take_fields">
        <TextInput
          size="xs"
          className="wide_field"
          label={said.add}
          placeholder={said.name_help}
          value={name}
          error={error_at(add.error, 'name')}
          onChange={(event) => {
            set_name(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="xs" loading={add.isPending} disabled={name.trim() === ''}>
          {said.act}
        </Button>
      </div>
      <Failed error={error_elsewhere(add.error, ['name'])} />
    </form>
  );
}
