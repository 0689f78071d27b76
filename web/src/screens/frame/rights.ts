// What each place of a project needs, and who may enter.

import type { Project } from '../../api/types.ts';
import type { Right } from '../../words/roles.ts';
import { project_places, type ProjectPlace } from './places.ts';

// By the path below the project; a longer path has the right of its beginning where it has none of its own.
// A place that is not here is open to all who have a role.
const rights: Partial<Record<string, Right>> = {
  schema: 'see_project',
  'schema/change': 'edit_schema',
  import: 'see_jobs',
  'import/new': 'import_data',
  overview: 'see_quality',
  items: 'see_items',
  agreement: 'see_snapshots',
  annotators: 'see_snapshots',
  gold: 'see_snapshots',
  categories: 'see_snapshots',
  confusion: 'see_snapshots',
  slices: 'see_snapshots',
  difficulty: 'see_snapshots',
  snapshots: 'see_snapshots',
  compare: 'see_snapshots',
  planning: 'see_quality',
  people: 'see_people',
  batches: 'see_batches',
  own_items: 'see_own_items',
  providers: 'see_quality',
  webhooks: 'see_webhooks',
  protection: 'see_protection',
};

export type Rights = Pick<Project, 'rights'>;

export const may = (project: Rights | undefined, right: Right): boolean =>
  project?.rights.includes(right) ?? false;

export function right_for(path: string): Right | undefined {
  const parts = path.split('/').filter(Boolean);
  for (let length = parts.length; length > 0; --length) {
    const right = rights[parts.slice(0, length).join('/')];
    if (right) return right;
  }
  return undefined;
}

export function may_enter(project: Rights | undefined, path: string): boolean {
  const right = right_for(path);
  return right === undefined || may(project, right);
}

export interface PlaceGroup {
  title: string;
  places: ProjectPlace[];
}

// The navigation of whoever has these rights; groups that would be empty are left out.
export const places_for = (project: Rights | undefined): PlaceGroup[] =>
  project_places
    .map(({ title, places }) => ({ title, places: places.filter((place) => may_enter(project, place)) }))
    .filter(({ places }) => places.length > 0);

// Where one goes first: to the data while there is none, then to what it says.
export function first_place(project: Rights & Pick<Project, 'annotation_count'>): ProjectPlace {
  if (may(project, 'see_own_items')) return 'own_items';
  if (project.annotation_count === 0 && may(project, 'import_data')) return 'import';
  if (may(project, 'see_quality')) return 'overview';
  return may(project, 'see_items') ? 'items' : 'schema';
}
