import { NavLink, useLocation, useParams } from 'react-router';
import { useProject, useProjects } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { app_words as said } from '../../words/app.ts';
import { project_path, server_places, snapshot_places, type ProjectPlace } from './places.ts';
import { may, places_for } from './rights.ts';

export function Navigation({ administrator }: { administrator: boolean }) {
  const { project } = useParams();
  return (
    <>
      {project && <OfProject id={project} />}
      <nav aria-label={said.server_navigation} className="server_places">
        <Group title={said.groups.server}>
          <li>
            <NavLink to="/" end>
              {said.places.projects}
            </NavLink>
          </li>
          <Organisations administrator={administrator} />
          {server_places
            .filter((place) => administrator || !place.administrator)
            .map((place) => (
              <li key={place.path}>
                <NavLink to={place.path}>{place.title}</NavLink>
              </li>
            ))}
        </Group>
      </nav>
    </>
  );
}

function OfProject({ id }: { id: string }) {
  const { data } = useProject(id);
  if (!data) return null;
  return (
    <nav aria-label={said.project_navigation}>
      {places_for(data).map((group) => (
        <Group key={group.title} title={group.title}>
          {group.title === said.groups.look && <OurWork project={data} />}
          {group.places.map((place) => (
            <li key={place}>
              <ProjectLink project={id} place={place} />
            </li>
          ))}
        </Group>
      ))}
    </nav>
  );
}

// A provider's people have a page of their own part.
function OurWork({ project }: { project: Project }) {
  if (project.engagement === null || !may(project, 'see_quality')) return null;
  return (
    <li>
      <NavLink to={project_path(project.id, `providers/${project.engagement}`)}>
        {said.places.our_work}
      </NavLink>
    </li>
  );
}

// Administrators see all of them, and who leads people somewhere the own one, with its teams.
function Organisations({ administrator }: { administrator: boolean }) {
  const leads = useProjects(!administrator).data?.items.some(({ role }) => role === 'lead');
  if (!administrator && !leads) return null;
  return (
    <li>
      <NavLink to="/organisations">{said.places.organisations}</NavLink>
    </li>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <p className="group">{title}</p>
      <ul>{children}</ul>
    </>
  );
}

// Between screens of one snapshot its choice and that of the question stay.
function ProjectLink({ project, place }: { project: string; place: ProjectPlace }) {
  const { search } = useLocation();
  const kept = new URLSearchParams();
  if (snapshot_places.includes(place)) {
    const now = new URLSearchParams(search);
    for (const name of ['snapshot', 'question']) {
      const value = now.get(name);
      if (value !== null) kept.set(name, value);
    }
  }
  const text = kept.toString();
  return (
    <NavLink to={{ pathname: project_path(project, place), search: text && `?${text}` }}>
      {said.places[place]}
    </NavLink>
  );
}
