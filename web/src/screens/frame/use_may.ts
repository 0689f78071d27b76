import { useProject } from '../../api/projects.ts';
import type { Right } from '../../words/roles.ts';
import { may } from './rights.ts';

// What the reader may do in the project; nothing before it is known.
export function useMay(project: string): (right: Right) => boolean {
  const { data } = useProject(project);
  return (right) => may(data, right);
}
