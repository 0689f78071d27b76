// Who works in a project, and for whom.

import { useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import { project_keys, useProject } from './projects.ts';
import type { NewMember, ProviderView } from './types.ts';

const engagement_key = (project: string) => ['projects', project, 'engagements'];
const member_key = (project: string) => ['projects', project, 'members'];
const provider_key = (project: string) => ['projects', project, 'provider'];

export const useEngagements = (project: string) =>
  useQuery({
    queryKey: engagement_key(project),
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/engagements', { params: { path: { id: project } } })),
  });

// Engaging gives annotators other names: what was read of the project is read again.
const read_again = (queries: QueryClient, project: string) =>
  queries.invalidateQueries({ queryKey: project_keys.one(project) });

export function useEngage(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (organisation: string) =>
      answer(
        client.POST('/api/v1/projects/{id}/engagements', {
          params: { path: { id: project } },
          body: { organisation },
        }),
      ),
    onSuccess: () => read_again(queries, project),
  });
}

export function useEndEngagement(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (engagement: string) =>
      answer(
        client.POST('/api/v1/projects/{id}/engagements/{engagement}/end', {
          params: { path: { id: project, engagement } },
        }),
      ),
    onSuccess: () => read_again(queries, project),
  });
}

// Reading a provider's part costs the server a pass over its rows: it is read again while the log grows, but
// not with every entry.
const provider_every_ms = 10_000;

function provider_query(project: string, engagement: string, position: number | undefined) {
  return {
    queryKey: [...provider_key(project), engagement],
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/engagements/{engagement}', {
          params: { path: { id: project, engagement } },
        }),
      ),
    refetchInterval: (query: { state: { data?: ProviderView | undefined } }) =>
      (query.state.data?.overview.log_position ?? 0) < (position ?? 0)
        ? provider_every_ms
        : (false as const),
  };
}

export function useProvider(project: string, engagement: string) {
  const position = useProject(project).data?.log_position;
  return useQuery(provider_query(project, engagement, position));
}

export function useProviders(project: string, engagements: string[]) {
  const position = useProject(project).data?.log_position;
  return useQueries({ queries: engagements.map((each) => provider_query(project, each, position)) });
}

export const useTeamWork = (project: string, engagement: string, team: string) =>
  useQuery({
    queryKey: [...provider_key(project), engagement, 'teams', team],
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/engagements/{engagement}/teams/{team}', {
          params: { path: { id: project, engagement, team } },
        }),
      ),
  });

export const useWorkTimes = (project: string) =>
  useQuery({
    queryKey: ['projects', project, 'work_times'],
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/work_times', { params: { path: { id: project } } })),
  });

export const useMembers = (project: string) =>
  useQuery({
    queryKey: member_key(project),
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/members', { params: { path: { id: project } } })),
  });

// A role of one's own may have changed, and with it what one may do: all of the project is read again.
export function useSetMember(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewMember) =>
      answer(client.POST('/api/v1/projects/{id}/members', { params: { path: { id: project } }, body })),
    onSuccess: () => read_again(queries, project),
  });
}

export function useRemoveMember(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (user: string) =>
      answer(
        client.POST('/api/v1/projects/{id}/members/{user}/remove', {
          params: { path: { id: project, user } },
        }),
      ),
    onSuccess: () => read_again(queries, project),
  });
}
