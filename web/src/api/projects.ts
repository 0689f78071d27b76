import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Attribute, NewProject, Project, Question, SchemaMapping } from './types.ts';

export const project_keys = {
  all: ['projects'] as const,
  one: (id: string) => ['projects', id] as const,
  schema: (id: string) => ['projects', id, 'schema'] as const,
  overview: (id: string) => ['projects', id, 'overview'] as const,
};

export const useProjects = (enabled = true) =>
  useQuery({
    queryKey: project_keys.all,
    enabled,
    queryFn: () => answer(client.GET('/api/v1/projects', { params: { query: { limit: 1000 } } })),
  });

export const useProject = (id: string) =>
  useQuery({
    queryKey: project_keys.one(id),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}', { params: { path: { id } } })),
  });

export const useSchema = (id: string) =>
  useQuery({
    queryKey: project_keys.schema(id),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/schema', { params: { path: { id } } })),
  });

// Live: read again whenever the log of the project grows (events.ts).
export const useOverview = (id: string) =>
  useQuery({
    queryKey: project_keys.overview(id),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/overview', { params: { path: { id } } })),
  });

export function useCreateProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProject) => answer(client.POST('/api/v1/projects', { body })),
    onSuccess: (project) => {
      queries.setQueryData(project_keys.one(project.id), project);
      return queries.invalidateQueries({ queryKey: project_keys.all, exact: true });
    },
  });
}

export function useEditProject({ id, etag }: Project) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; description: string }) =>
      answer(
        client.PATCH('/api/v1/projects/{id}', {
          params: { path: { id }, header: { 'If-Match': etag } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: project_keys.all }),
  });
}

export function useProjectState(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: 'open' | 'close') =>
      answer(client.POST(`/api/v1/projects/{id}/${verb}`, { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: project_keys.all }),
  });
}

// The form that changes the schema is another one once it is changed: what follows does not hang on it.
export function useChangeSchema(id: string, on_changed: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { questions: Question[]; mapping: SchemaMapping[]; attributes: Attribute[] }) =>
      answer(client.POST('/api/v1/projects/{id}/schema', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: project_keys.schema(id) });
      on_changed();
    },
  });
}
