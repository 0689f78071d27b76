import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { NewOrganisation, Organisation, OrganisationEdit } from './types.ts';

const organisation_key = ['organisations'];
const team_key = (organisation: string) => ['organisations', organisation, 'teams'];
const team_member_key = (team: string) => ['teams', team, 'members'];

export const useOrganisations = (enabled = true) =>
  useQuery({
    queryKey: organisation_key,
    enabled,
    queryFn: () => answer(client.GET('/api/v1/organisations', {})),
  });

export function useAddOrganisation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOrganisation) => answer(client.POST('/api/v1/organisations', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: organisation_key, exact: true }),
  });
}

export function useEditOrganisation({ id, etag }: Organisation) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: OrganisationEdit) =>
      answer(
        client.PATCH('/api/v1/organisations/{id}', {
          params: { path: { id }, header: { 'If-Match': etag } },
          body,
        }),
      ),
    // Who was too late reads what the other one wrote.
    onSettled: () => queries.invalidateQueries({ queryKey: organisation_key, exact: true }),
  });
}

export type OrganisationVerb = 'suspend' | 'activate' | 'close';

export function useChangeOrganisation(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: OrganisationVerb) =>
      answer(client.POST(`/api/v1/organisations/{id}/${verb}`, { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: organisation_key, exact: true }),
  });
}

export const useTeams = (organisation: string) =>
  useQuery({
    queryKey: team_key(organisation),
    queryFn: () =>
      answer(client.GET('/api/v1/organisations/{id}/teams', { params: { path: { id: organisation } } })),
  });

export function useAddTeam(organisation: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      answer(
        client.POST('/api/v1/organisations/{id}/teams', {
          params: { path: { id: organisation } },
          body: { name },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: team_key(organisation) }),
  });
}

export const useTeamMembers = (team: string) =>
  useQuery({
    queryKey: team_member_key(team),
    queryFn: () => answer(client.GET('/api/v1/teams/{id}/members', { params: { path: { id: team } } })),
  });

// Who comes or goes changes the team's list and the counts beside its name.
function useTeamChange<Input>(
  { organisation, team }: { organisation: string; team: string },
  change: (input: Input) => Promise<unknown>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: team_member_key(team) }),
        queries.invalidateQueries({ queryKey: team_key(organisation) }),
      ]),
  });
}

export const useJoinTeam = (organisation: string, team: string) =>
  useTeamChange({ organisation, team }, (email: string) =>
    answer(client.POST('/api/v1/teams/{id}/members', { params: { path: { id: team } }, body: { email } })),
  );

export const useLeaveTeam = (organisation: string, team: string) =>
  useTeamChange({ organisation, team }, (user: string) =>
    answer(
      client.POST('/api/v1/teams/{id}/members/{user}/leave', { params: { path: { id: team, user } } }),
    ),
  );
