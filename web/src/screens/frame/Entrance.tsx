import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { is_status } from '../../api/client.ts';
import { useProject } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { many_text, role_words as said, who_may, your_role_text, type Right } from '../../words/roles.ts';
import { Emergency } from './Emergency.tsx';
import { Failed, Loading } from './Failure.tsx';
import { project_path } from './places.ts';
import { first_place, may, right_for } from './rights.ts';
import { Screen } from './Screen.tsx';

// A page of a project is shown to whom it is open; the others are told who that is. Nothing that the server
// would refuse is asked.
export function Entrance({ children }: { children: ReactNode }) {
  const { project } = useParams();
  return project ? <OfProject id={project}>{children}</OfProject> : children;
}

function OfProject({ id, children }: { id: string; children: ReactNode }) {
  const about = useProject(id);
  const { pathname } = useLocation();
  if (is_status(about.error, 404)) return <NoProject project={id} />;
  if (!about.data)
    return about.error ? (
      <div className="screen">
        <Failed error={about.error} on_retry={() => void about.refetch()} />
      </div>
    ) : (
      <Loading />
    );
  const right = right_for(pathname.split('/').slice(3).join('/'));
  if (right && !may(about.data, right)) return <NotYours project={about.data} right={right} />;
  return children;
}

function NotYours({ project, right }: { project: Project; right: Right }) {
  const { role } = project;
  return (
    <Screen
      title={said.closed_to(many_text(who_may[right]))}
      lead={`${role ? your_role_text(role) : said.no_role} ${said.ask}`}
      width="reading"
    >
      <Button component={Link} to={project_path(project.id, first_place(project))} variant="default">
        {said.go}
      </Button>
    </Screen>
  );
}

function NoProject({ project }: { project: string }) {
  const { title, text, step } = said.no_project;
  return (
    <Screen title={title} lead={text} width="reading">
      <Button component={Link} to="/" variant="default">
        {step}
      </Button>
      <Emergency project={project} />
    </Screen>
  );
}
