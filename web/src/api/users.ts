import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';

const users_key = ['users'];
const invitations_key = ['invitations'];

export type UserVerb = 'lock' | 'unlock' | 'close' | 'end_sessions' | 'reset_second_factor';

export const useUsers = () =>
  useQuery({ queryKey: users_key, queryFn: () => answer(client.GET('/api/v1/users', {})) });

export const useInvitations = () =>
  useQuery({
    queryKey: invitations_key,
    queryFn: () => answer(client.GET('/api/v1/invitations', { params: { query: { limit: 1000 } } })),
  });

// Into which somebody can be invited.
export const useOpenOrganisations = () =>
  useQuery({
    queryKey: ['organisations', 'open'],
    queryFn: async () => {
      const { items } = await answer(client.GET('/api/v1/organisations', {}));
      return items.filter(({ state }) => state === 'active');
    },
  });

interface Change {
  verb: UserVerb;
  id: string;
  reason: string;
}

async function change({ verb, id, reason }: Change): Promise<unknown> {
  const request = { params: { path: { id } }, body: { reason } };
  switch (verb) {
    case 'lock':
      return answer(client.POST('/api/v1/users/{id}/lock', request));
    case 'unlock':
      return answer(client.POST('/api/v1/users/{id}/unlock', request));
    case 'close':
      return answer(client.POST('/api/v1/users/{id}/close', request));
    case 'end_sessions':
      return answer(client.POST('/api/v1/users/{id}/end_sessions', request));
    case 'reset_second_factor':
      return answer(client.POST('/api/v1/users/{id}/reset_second_factor', request));
  }
}

function usePeopleChange<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: users_key });
      await queries.invalidateQueries({ queryKey: invitations_key });
    },
  });
}

export const useUserChange = () => usePeopleChange(change);

export const useInvite = () =>
  usePeopleChange((body: { email: string; administrator: boolean; organisation: string | null }) =>
    answer(client.POST('/api/v1/invitations', { body })),
  );

export const useRevokeInvitation = () =>
  usePeopleChange((id: string) =>
    answer(client.POST('/api/v1/invitations/{id}/revoke', { params: { path: { id } } })),
  );

export const useOpenInvitation = (token: string) =>
  useQuery({
    queryKey: ['invitation', token],
    queryFn: () => answer(client.POST('/api/v1/invitations/open', { body: { token } })),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
