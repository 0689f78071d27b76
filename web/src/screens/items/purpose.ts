import type { Project } from '../../api/types.ts';
import { item_words } from '../../words/items.ts';
import { printable } from '../../words/names.ts';
import { is_about_people } from '../protection/about_people.ts';

// What stands above items about people; nothing above others.
export const purpose_of = (project: Project) =>
  is_about_people(project) ? item_words.about_people(printable(project.purpose) || '–') : undefined;
