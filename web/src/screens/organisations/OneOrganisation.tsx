import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useOrganisations } from '../../api/organisations.ts';
import { useProjects } from '../../api/projects.ts';
import { useSession } from '../../api/session.ts';
import type { Calendar, Organisation } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { organisation_words as said } from '../../words/organisations.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { days_text } from './calendar_form.ts';
import { EditOrganisation } from './EditOrganisation.tsx';
import { StateOf } from './StateOf.tsx';
import { Teams } from './Teams.tsx';

export function OneOrganisation() {
  const { organisation: id = '' } = useParams();
  const organisations = useOrganisations();
  return (
    <Loaded query={organisations}>
      {({ items }) => {
        const found = items.find((each) => each.id === id);
        return found ? <Shown key={id} organisation={found} /> : <None />;
      }}
    </Loaded>
  );
}

function None() {
  return (
    <Screen title={said.none.title} lead={said.none.text} width="reading">
      <Button component={Link} to="/organisations" variant="default">
        {said.none.step}
      </Button>
    </Screen>
  );
}

function Shown({ organisation }: { organisation: Organisation }) {
  const user = useSession().data?.user;
  const administrator = user?.administrator ?? false;
  const own = user?.organisation.id === organisation.id;
  const leads = useProjects(own && !administrator).data?.items.some(({ role }) => role === 'lead');
  return (
    <Screen
      title={printable(organisation.name)}
      lead={`${said.kinds[organisation.kind].title}: ${said.kinds[organisation.kind].text}. ${said.state_texts[organisation.state]}`}
      controls={<Link to="/organisations">← {said.list}</Link>}
    >
      {(administrator || (own && leads)) && <Teams organisation={organisation} own={own} />}
      {administrator && organisation.state !== 'closed' ? (
        <EditOrganisation key={organisation.etag} organisation={organisation} />
      ) : (
        <CalendarFacts calendar={organisation.calendar} />
      )}
      {administrator && <StateOf organisation={organisation} own={own} />}
    </Screen>
  );
}

function CalendarFacts({ calendar }: { calendar: Calendar }) {
  const words = said.calendar;
  const facts: [string, string][] = [
    [words.time_zone, calendar.time_zone],
    [words.days, days_text(calendar.days)],
    [words.from, calendar.from],
    [words.until, calendar.until],
    [words.holidays, calendar.holidays.join(', ') || words.no_holidays],
  ];
  return (
    <section aria-labelledby="calendar-title">
      <h2 id="calendar-title">{words.title}</h2>
      <dl className="facts single">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
