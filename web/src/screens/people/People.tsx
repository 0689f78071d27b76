import { useParams } from 'react-router';
import { useEngagements, useMembers } from '../../api/people.ts';
import { useProject } from '../../api/projects.ts';
import type { Engagement, Project } from '../../api/types.ts';
import { people_words as said } from '../../words/people.ts';
import { printable } from '../../words/names.ts';
import { role_title } from '../../words/roles.ts';
import { Loaded } from '../frame/Failure.tsx';
import { Screen } from '../frame/Screen.tsx';
import { AnnotatorReport } from './AnnotatorReport.tsx';
import { Comparison } from './Comparison.tsx';
import { Engagements } from './Engagements.tsx';
import { Members } from './Members.tsx';

function standing(project: Project, engagements: Engagement[]): string {
  const own = engagements.find((each) => each.id === project.engagement);
  const role = role_title(project.role);
  return own ? said.yours_for(role, printable(own.organisation.name)) : said.yours(role);
}

// The providers of a project, how they compare, and who has which role.
export function People() {
  const { project = '' } = useParams();
  const about = useProject(project);
  const engagements = useEngagements(project);
  const members = useMembers(project);
  const lead = about.data && engagements.data && standing(about.data, engagements.data.items);
  return (
    <Screen title={said.title} lead={lead}>
      <Loaded query={about}>
        {(of) => (
          <Loaded query={engagements}>
            {({ items }) => (
              <>
                <Engagements project={of} engagements={items} members={members.data?.items} />
                {of.engagement === null && items.length > 0 && (
                  <Comparison project={of} engagements={items} />
                )}
                <Loaded query={members}>
                  {(data) => <Members project={of} engagements={items} members={data.items} />}
                </Loaded>
                <AnnotatorReport project={of.id} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Screen>
  );
}
