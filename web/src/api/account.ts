import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import { session_key } from './session.ts';
import type { PersonProof } from './types.ts';

const factor_key = ['second_factor'];
const sessions_key = ['sessions'];

export const useSessions = () =>
  useQuery({ queryKey: sessions_key, queryFn: () => answer(client.GET('/api/v1/sessions', {})) });

function useSessionChange<Input>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessions_key }),
  });
}

export const useEndSession = () =>
  useSessionChange((id: string) =>
    answer(client.POST('/api/v1/sessions/{id}/end', { params: { path: { id } } })),
  );

export const useEndOthers = () =>
  useSessionChange(() => answer(client.POST('/api/v1/sessions/end_others', {})));

export const useChangePassword = () =>
  useSessionChange((body: { old_password: string; new_password: string }) =>
    answer(client.POST('/api/v1/password', { body })),
  );

export const useSecondFactor = () =>
  useQuery({ queryKey: factor_key, queryFn: () => answer(client.GET('/api/v1/second_factor', {})) });

export const useBeginFactor = () =>
  useMutation({
    mutationFn: (password: string) => answer(client.POST('/api/v1/second_factor', { body: { password } })),
  });

// Read again only when the person says that the codes are kept: until then they must stay on screen.
export const useConfirmFactor = () =>
  useMutation({
    mutationFn: (code: string) => answer(client.POST('/api/v1/second_factor/confirm', { body: { code } })),
  });

export const useNewCodes = () =>
  useMutation({
    mutationFn: (body: PersonProof) =>
      answer(client.POST('/api/v1/second_factor/recovery_codes', { body })),
  });

export function useRemoveFactor() {
  const refresh = useFactorRefresh();
  return useMutation({
    mutationFn: (body: PersonProof) => answer(client.POST('/api/v1/second_factor/remove', { body })),
    onSuccess: refresh,
  });
}

// The session too: it may have waited for the enrolment.
export function useFactorRefresh() {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: factor_key });
    await queries.invalidateQueries({ queryKey: session_key });
  };
}
