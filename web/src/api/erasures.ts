// Demands to erase: items and annotators of a project, or people who have accounts, of no project.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Erasure } from './types.ts';

// A project's id; null: of people.
export type ErasurePlace = string | null;

const key = (of: ErasurePlace) => (of === null ? ['erasures'] : ['projects', of, 'protection', 'erasures']);
const in_project = (id: string) => ({ params: { path: { id } } });

export const useErasures = (of: ErasurePlace) =>
  useQuery({
    queryKey: key(of),
    queryFn: () =>
      of === null
        ? answer(client.GET('/api/v1/erasures', {}))
        : answer(client.GET('/api/v1/projects/{id}/erasures', in_project(of))),
  });

function useChange<Input, Output>(of: ErasurePlace, change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: of === null ? key(of) : ['projects', of] });
      if (of === null) await queries.invalidateQueries({ queryKey: ['users'] });
    },
  });
}

export interface DemandTerms {
  basis: Erasure['basis'];
  reference: string;
}

export const useDemandErasure = (id: string) =>
  useChange(id, (body: DemandTerms & { items: string[]; annotators: string[] }) =>
    answer(client.POST('/api/v1/projects/{id}/erasures', { ...in_project(id), body })),
  );

export const useDemandPersonErasure = () =>
  useChange(null, (body: DemandTerms & { person: string }) =>
    answer(client.POST('/api/v1/erasures', { body })),
  );

export const useWithdrawErasure = (of: ErasurePlace) =>
  useChange(of, (erasure: string) =>
    of === null
      ? answer(client.POST('/api/v1/erasures/{erasure}/withdraw', { params: { path: { erasure } } }))
      : answer(
          client.POST('/api/v1/projects/{id}/erasures/{erasure}/withdraw', {
            params: { path: { id: of, erasure } },
          }),
        ),
  );

export const useExecuteErasure = (of: ErasurePlace) =>
  useChange(of, ({ erasure, approval }: { erasure: string; approval: string }) =>
    of === null
      ? answer(
          client.POST('/api/v1/erasures/{erasure}/execute', {
            params: { path: { erasure } },
            body: { approval },
          }),
        )
      : answer(
          client.POST('/api/v1/projects/{id}/erasures/{erasure}/execute', {
            params: { path: { id: of, erasure } },
            body: { approval },
          }),
        ),
  );

// What is held about a person, as a file.
export const own_report_address = '/api/v1/access_report';
export const person_report_address = (user: string) =>
  `/api/v1/users/${encodeURIComponent(user)}/access_report`;
export const annotator_report_address = (project: string, annotator: string) =>
  `/api/v1/projects/${encodeURIComponent(project)}/annotator_report?annotator=${encodeURIComponent(annotator)}`;
