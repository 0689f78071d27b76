import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { MessagePreferenceChoice } from './types.ts';

export const message_keys = {
  all: ['messages'] as const,
  unread: ['messages', 'unread'] as const,
  list: (which: string, cursor: string) => ['messages', 'list', which, cursor] as const,
};
const preference_key = ['message_preferences'];
const sending_key = ['sendings'];

// Events tell of what is new; another server of the same database cannot, so it is asked for now and then.
const poll_ms = 60_000;

export const useUnread = () =>
  useQuery({
    queryKey: message_keys.unread,
    queryFn: () => answer(client.GET('/api/v1/messages/unread', {})),
    refetchInterval: poll_ms,
  });

export const useMessages = (which: 'all' | 'unread', cursor: string) =>
  useQuery({
    queryKey: message_keys.list(which, cursor),
    queryFn: () =>
      answer(
        client.GET('/api/v1/messages', {
          params: { query: { which, limit: 50, ...(cursor ? { cursor } : {}) } },
        }),
      ),
  });

export function useReadMessage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (message: string) =>
      answer(client.POST('/api/v1/messages/{message}/read', { params: { path: { message } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: message_keys.all }),
  });
}

export function useReadMessages() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (up_to: string) => answer(client.POST('/api/v1/messages/read', { body: { up_to } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: message_keys.all }),
  });
}

export const useMessagePreferences = () =>
  useQuery({
    queryKey: preference_key,
    queryFn: () => answer(client.GET('/api/v1/message_preferences', {})),
  });

export function useSetMessagePreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MessagePreferenceChoice) =>
      answer(client.PUT('/api/v1/message_preferences', { body })),
    onSuccess: (kept) => {
      queries.setQueryData(preference_key, kept);
    },
  });
}

export const useSendings = (state: '' | 'given_up') =>
  useQuery({
    queryKey: [...sending_key, state],
    queryFn: () => answer(client.GET('/api/v1/sendings', { params: { query: state ? { state } : {} } })),
  });

export function useSendAgain() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sending: string) =>
      answer(client.POST('/api/v1/sendings/{sending}/again', { params: { path: { sending } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sending_key }),
  });
}
