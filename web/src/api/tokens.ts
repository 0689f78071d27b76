import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { TokenScope } from './types.ts';

const token_key = ['tokens'];

export const useTokens = () =>
  useQuery({
    queryKey: token_key,
    queryFn: () => answer(client.GET('/api/v1/tokens', {})),
  });

export function useCreateToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; scopes: TokenScope[]; expires_at: string | null }) =>
      answer(client.POST('/api/v1/tokens', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: token_key }),
  });
}

export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(client.POST('/api/v1/tokens/{id}/revoke', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: token_key }),
  });
}
