import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { Approval, NewApproval, PersonProof } from './types.ts';

export const approvals_key = ['approvals'];

export const useApprovals = () =>
  useQuery({
    queryKey: approvals_key,
    queryFn: () => answer(client.GET('/api/v1/approvals', { params: { query: { limit: 100 } } })),
  });

// What a second person is asked to agree to, word for word.
export function useAskApproval(about: Omit<NewApproval, 'request'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: NewApproval['request']) =>
      answer(client.POST('/api/v1/approvals', { body: { ...about, request } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: approvals_key }),
  });
}

// The person signs for the hash of what is asked for, and agrees with that signature.
async function agree({ approval, proof }: { approval: Approval; proof: PersonProof }) {
  const { confirmation } = await answer(
    client.POST('/api/v1/confirmations', { body: { sha256: approval.sha256, ...proof } }),
  );
  return answer(
    client.POST('/api/v1/approvals/{id}/approve', {
      params: { path: { id: approval.id } },
      body: { confirmation },
    }),
  );
}

export function useApprove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: agree,
    onSuccess: () => queries.invalidateQueries({ queryKey: approvals_key }),
  });
}
