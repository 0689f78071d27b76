import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { EventQuery } from './types.ts';

export const useEvents = (query: EventQuery, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['audit', 'events', query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.GET('/api/v1/audit/events', { params: { query } })),
  });

const read_head = () => answer(client.GET('/api/v1/audit/head', {}));

export const useHead = () => useQuery({ queryKey: ['audit', 'head'], queryFn: read_head });

export const inclusion_proof = (index: number, size: number) =>
  answer(client.GET('/api/v1/audit/proofs/inclusion', { params: { query: { index, size } } }));

export const consistency_proof = (first: number, second: number) =>
  answer(client.GET('/api/v1/audit/proofs/consistency', { params: { query: { first, second } } }));

export const useHeadCheck = () =>
  useMutation({
    mutationFn: (checkpoint: string) =>
      answer(client.POST('/api/v1/audit/check', { body: { checkpoint } })),
  });

export const audit_export_address = '/api/v1/audit/export';
