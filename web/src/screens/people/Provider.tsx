import { Button } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { is_status } from '../../api/client.ts';
import { useMembers, useProvider } from '../../api/people.ts';
import { useProject, useSchema } from '../../api/projects.ts';
import type { OverviewQuestion, Project, ProviderView } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { printable } from '../../words/names.ts';
import { decimals, grouped, percent } from '../../words/numbers.ts';
import { overview_words } from '../../words/overview.ts';
import { people_words, provider_words as said } from '../../words/people.ts';
import { work_words } from '../../words/work.ts';
import { Loaded } from '../frame/Failure.tsx';
import { ItemsBehind } from '../frame/ItemsBehind.tsx';
import { NotFound } from '../frame/NotFound.tsx';
import { project_path } from '../frame/places.ts';
import { may } from '../frame/rights.ts';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { OneQuestion } from '../overview/Overview.tsx';
import { Count, SaveAll } from './Counts.tsx';
import { TeamsAt } from './TeamsAt.tsx';
import { Weeks } from './Weeks.tsx';
import { WhenWorked } from './WhenWorked.tsx';

// One provider's part of a project. The client's side sees any, a provider's people their own.
export function Provider() {
  const { project = '', engagement = '' } = useParams();
  const about = useProject(project);
  const view = useProvider(project, engagement);
  if (is_status(view.error, 404)) return <NotFound />;
  const title = view.data ? said.title(printable(view.data.provider)) : said.title_unknown;
  const position = view.data && overview_words.live(grouped(view.data.overview.log_position));
  return (
    <Screen
      title={title}
      lead={position}
      controls={
        may(about.data, 'see_people') && <Link to={project_path(project, 'people')}>← {said.back}</Link>
      }
    >
      <Loaded query={about}>
        {(of) => <Loaded query={view}>{(data) => <Shown project={of} view={data} />}</Loaded>}
      </Loaded>
    </Screen>
  );
}

function Shown({ project, view }: { project: Project; view: ProviderView }) {
  const schema = useSchema(project.id);
  const { questions } = view.overview;
  if (view.annotation_count === 0)
    return (
      <>
        <Tiles project={project} view={view} />
        <Nothing
          title={said.empty.title}
          text={printable(said.empty.text(view.provider))}
          step={
            may(project, 'import_data') && (
              <Button component={Link} to={project_path(project.id, 'import/new')}>
                {said.empty.step}
              </Button>
            )
          }
        />
      </>
    );
  return (
    <>
      <Tiles project={project} view={view} />
      <SaveAll view={view} name={view.provider} />
      <Section
        id="weeks"
        title={said.weeks.title}
        lead={printable(said.weeks.lead(view.organisation.name))}
      >
        <Weeks weeks={view.weeks} without_time={view.without_time} />
      </Section>
      <TeamsAt project={project} view={view} />
      <WhenWorked
        times={view}
        lead={work_words.when.lead(printable(view.organisation.name), view.time_zone)}
      />
      <Section id="standing" title={said.how}>
        {questions.map((question) => (
          <Behind key={question.question} project={project} view={view} question={question}>
            <OneQuestion
              question={question}
              asked={schema.data?.questions.find((each) => each.name === question.question)}
              alone={questions.length === 1}
            />
          </Behind>
        ))}
      </Section>
    </>
  );
}

interface BehindProps {
  project: Project;
  view: ProviderView;
  question: OverviewQuestion;
  children: ReactNode;
}

// The list of items shows the provider's own people what this page counts; to the client's side it shows the
// items of all providers, which would be another number.
function Behind({ project, view, question, children }: BehindProps) {
  if (project.engagement !== view.id) return <Fragment>{children}</Fragment>;
  return (
    <ItemsBehind project={project.id} question={question.question}>
      {children}
    </ItemsBehind>
  );
}

function Tiles({ project, view }: { project: Project; view: ProviderView }) {
  const { annotation_count: annotations, item_count: items, annotator_count: annotators } = view;
  const share = (part: number, all: number | null) =>
    project.engagement === null && all ? said.of_project(percent(part / all)) : '';
  const each = (per: number) => decimals(per > 0 ? annotations / per : 0, 1);
  return (
    <dl className="tiles">
      <Count
        title={said.annotations}
        value={grouped(annotations)}
        lines={[share(annotations, project.annotation_count), items > 0 && said.per_item(each(items))]}
      />
      <Count title={said.items} value={grouped(items)} lines={[share(items, project.item_count)]} />
      <Count
        title={said.people}
        value={grouped(annotators)}
        lines={[
          annotators > 0 && said.per_person(each(annotators)),
          <WithRole key="role" project={project} view={view} />,
        ]}
      />
      <Count
        title={said.state}
        value={people_words.states[view.state]}
        lines={[
          <Fragment key="since">
            {said.since} <When at={view.created_at} />
          </Fragment>,
          view.ended_at && (
            <Fragment key="ended">
              {said.ended} <When at={view.ended_at} />
            </Fragment>
          ),
        ]}
      />
    </dl>
  );
}

// How many of its people have a role, for whom the people are shown to.
function WithRole({ project, view }: { project: Project; view: ProviderView }) {
  return may(project, 'see_people') ? <RoleCount project={project.id} engagement={view.id} /> : null;
}

function RoleCount({ project, engagement }: { project: string; engagement: string }) {
  const { data } = useMembers(project);
  if (!data) return null;
  return said.with_role(data.items.filter((member) => member.engagement === engagement).length);
}
