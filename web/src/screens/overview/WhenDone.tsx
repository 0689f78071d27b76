import { useWorkTimes } from '../../api/people.ts';
import type { WorkTimes } from '../../api/types.ts';
import { printable } from '../../words/names.ts';
import { work_words } from '../../words/work.ts';
import { Loaded } from '../frame/Failure.tsx';
import { WhenWorked } from '../people/WhenWorked.tsx';

const said = work_words.when;

const clocks_of = ({ calendars }: WorkTimes): string =>
  calendars
    .map(({ provider, organisation, time_zone }) =>
      provider === null
        ? said.clock_rest(printable(organisation), time_zone)
        : said.clock(printable(provider), printable(organisation), time_zone),
    )
    .join('; ');

// Of all that the reader sees of the project.
export function WhenDone({ project }: { project: string }) {
  const times = useWorkTimes(project);
  return (
    <Loaded query={times}>
      {(data) => <WhenWorked times={data} lead={said.lead_project(clocks_of(data))} />}
    </Loaded>
  );
}
