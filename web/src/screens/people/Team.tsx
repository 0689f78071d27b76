import { Link, useParams } from 'react-router';
import { is_status } from '../../api/client.ts';
import { useTeamWork } from '../../api/people.ts';
import { useSchema } from '../../api/projects.ts';
import type { TeamView } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { printable } from '../../words/names.ts';
import { grouped } from '../../words/numbers.ts';
import { overview_words } from '../../words/overview.ts';
import { provider_words } from '../../words/people.ts';
import { work_words } from '../../words/work.ts';
import { Loaded } from '../frame/Failure.tsx';
import { NotFound } from '../frame/NotFound.tsx';
import { project_path } from '../frame/places.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { OneQuestion } from '../overview/Overview.tsx';
import { Count, SaveAll } from './Counts.tsx';
import { Weeks } from './Weeks.tsx';
import { WhenWorked } from './WhenWorked.tsx';

const said = work_words.team;

// What one team of a provider did in a project while its people were in it.
export function Team() {
  const { project = '', engagement = '', team = '' } = useParams();
  const view = useTeamWork(project, engagement, team);
  if (is_status(view.error, 404)) return <NotFound />;
  const { data } = view;
  return (
    <Screen
      title={
        data ? said.title(printable(data.name), printable(data.engagement.provider)) : said.title_unknown
      }
      lead={data && overview_words.live(grouped(data.overview.log_position))}
      controls={
        data && (
          <Link to={project_path(project, `providers/${engagement}`)}>
            ← {said.back(printable(data.engagement.provider))}
          </Link>
        )
      }
    >
      <Loaded query={view}>{(shown) => <Shown project={project} view={shown} />}</Loaded>
    </Screen>
  );
}

function Shown({ project, view }: { project: string; view: TeamView }) {
  const schema = useSchema(project);
  const { questions } = view.overview;
  const tiles = (
    <dl className="tiles">
      <Count title={provider_words.annotations} value={grouped(view.annotation_count)} lines={[]} />
      <Count title={provider_words.items} value={grouped(view.item_count)} lines={[]} />
      <Count
        title={provider_words.people}
        value={grouped(view.annotator_count)}
        lines={[said.people(view.member_count)]}
      />
    </dl>
  );
  if (view.annotation_count === 0)
    return (
      <>
        {tiles}
        <Nothing title={said.empty.title} text={said.empty.text} />
      </>
    );
  const organisation = printable(view.engagement.organisation.name);
  return (
    <>
      {tiles}
      <SaveAll view={view} name={view.name} />
      <Section id="weeks" title={provider_words.weeks.title} lead={provider_words.weeks.lead(organisation)}>
        <Weeks weeks={view.weeks} without_time={view.without_time} />
      </Section>
      <WhenWorked times={view} lead={work_words.when.lead(organisation, view.time_zone)} />
      <Section id="standing" title={provider_words.how}>
        {questions.map((question) => (
          <OneQuestion
            key={question.question}
            question={question}
            asked={schema.data?.questions.find((each) => each.name === question.question)}
            alone={questions.length === 1}
          />
        ))}
      </Section>
    </>
  );
}
