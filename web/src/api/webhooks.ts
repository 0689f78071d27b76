import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';

const webhook_keys = {
  all: (project: string) => ['projects', project, 'outgoing_webhooks'] as const,
  sendings: (project: string, webhook: string) =>
    ['projects', project, 'outgoing_webhooks', webhook, 'sendings'] as const,
};

export const useWebhooks = (id: string) =>
  useQuery({
    queryKey: webhook_keys.all(id),
    queryFn: () =>
      answer(client.GET('/api/v1/projects/{id}/outgoing_webhooks', { params: { path: { id } } })),
  });

function useChange<Input, Output>(id: string, change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: webhook_keys.all(id) }),
  });
}

export const useAddWebhook = (id: string) =>
  useChange(id, (body: { url: string; kinds: string[] }) =>
    answer(client.POST('/api/v1/projects/{id}/outgoing_webhooks', { params: { path: { id } }, body })),
  );

export const useSwitchWebhook = (id: string) =>
  useChange(id, ({ webhook, state }: { webhook: string; state: 'on' | 'off' }) =>
    answer(
      client.PATCH('/api/v1/projects/{id}/outgoing_webhooks/{webhook}', {
        params: { path: { id, webhook } },
        body: { state },
      }),
    ),
  );

export const useRemoveWebhook = (id: string) =>
  useChange(id, (webhook: string) =>
    answer(
      client.POST('/api/v1/projects/{id}/outgoing_webhooks/{webhook}/remove', {
        params: { path: { id, webhook } },
      }),
    ),
  );

export const useWebhookSendings = (id: string, webhook: string) =>
  useQuery({
    queryKey: webhook_keys.sendings(id, webhook),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings', {
          params: { path: { id, webhook } },
        }),
      ),
  });

export const useSendWebhookAgain = (id: string, webhook: string) =>
  useChange(id, (sending: string) =>
    answer(
      client.POST('/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings/{sending}/again', {
        params: { path: { id, webhook, sending } },
      }),
    ),
  );
