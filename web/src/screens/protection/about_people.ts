import type { Project } from '../../api/types.ts';

export const is_about_people = ({ data_class }: Pick<Project, 'data_class'>) =>
  data_class === 'pii' || data_class === 'phi';
