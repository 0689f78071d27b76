import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useOrganisations } from '../../api/organisations.ts';
import { useSession } from '../../api/session.ts';
import type { Organisation } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { organisation_words as said } from '../../words/organisations.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { days_text } from './calendar_form.ts';

export function Organisations() {
  const organisations = useOrganisations();
  const user = useSession().data?.user;
  const own_alone = user && !user.administrator && organisations.data?.items.length === 1;
  return (
    <Screen
      title={own_alone ? said.own_title : said.title}
      lead={said.lead}
      controls={
        user?.administrator && (
          <Button component={Link} to="/organisations/new">
            {said.new}
          </Button>
        )
      }
    >
      <Loaded query={organisations}>
        {({ items }) => (
          <SortTable
            label={said.list}
            columns={columns_of(user?.organisation.id)}
            rows={items}
            row_key={(row) => row.id}
            name={(row) => row.name}
            top={50}
          />
        )}
      </Loaded>
    </Screen>
  );
}

function columns_of(own: string | undefined): Column<Organisation>[] {
  const hours = ({ calendar }: Organisation) =>
    `${days_text(calendar.days)}, ${calendar.from}–${calendar.until}`;
  return [
    {
      key: 'name',
      title: said.columns.name,
      cell: (row) => (
        <>
          <Link to={`/organisations/${encodeURIComponent(row.id)}`}>
            <Name text={row.name} />
          </Link>{' '}
          {row.id === own && <span className="badge">{said.yours}</span>}
        </>
      ),
      sort: (row) => row.name,
    },
    {
      key: 'kind',
      title: said.columns.kind,
      cell: (row) => said.kinds[row.kind].title,
      sort: (row) => row.kind,
    },
    {
      key: 'state',
      title: said.columns.state,
      cell: (row) =>
        row.state === 'active' ? (
          said.states.active
        ) : (
          <span className="state bad">{said.states[row.state]}</span>
        ),
      sort: (row) => row.state,
    },
    {
      key: 'zone',
      title: said.columns.zone,
      cell: (row) => row.calendar.time_zone,
      sort: (row) => row.calendar.time_zone,
    },
    {
      key: 'hours',
      title: said.columns.hours,
      cell: (row) => (
        <>
          {hours(row)}
          {row.calendar.holidays.length > 0 && (
            <span className="attributes">{said.calendar.holiday_count(row.calendar.holidays.length)}</span>
          )}
        </>
      ),
      csv: (row) => [hours(row), row.calendar.holidays.join(' ')],
      csv_titles: [said.columns.hours, said.calendar.holidays],
    },
    {
      key: 'since',
      title: said.columns.since,
      cell: (row) => <When at={row.created_at} />,
      sort: (row) => row.created_at,
    },
  ];
}
