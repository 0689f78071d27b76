import { NavLink, useLocation, useParams } from 'react-router';
import { app_words as said } from '../../words/app.ts';
import {
  project_path,
  project_places,
  server_places,
  snapshot_places,
  type ProjectPlace,
} from './places.ts';

export function Navigation({ administrator }: { administrator: boolean }) {
  const { project } = useParams();
  return (
    <>
      {project && (
        <nav aria-label={said.project_navigation}>
          {project_places.map((group) => (
            <Group key={group.title} title={group.title}>
              {group.places.map((place) => (
                <li key={place}>
                  <ProjectLink project={project} place={place} />
                </li>
              ))}
            </Group>
          ))}
        </nav>
      )}
      <nav aria-label={said.server_navigation} className="server_places">
        <Group title={said.groups.server}>
          <li>
            <NavLink to="/" end>
              {said.places.projects}
            </NavLink>
          </li>
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
