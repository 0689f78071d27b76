import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { client } from './client.ts';
import { useOwnItem, useOwnItems, useSubmit } from './own_items.ts';

let is_submitted = false;
const body_of = (path: string) =>
  path.endsWith('{assignment}')
    ? { assignment: { id: '7', state: is_submitted ? 'submitted' : 'offered' } }
    : { items: [] };

function Form({ on_submitted }: { on_submitted: () => void }) {
  const submit = useSubmit('1', '7');
  useOwnItems('1', 'offered');
  return (
    <button
      type="button"
      onClick={() => {
        submit.mutate({ answers: [], shown_at: '' }, { onSuccess: on_submitted });
      }}
    >
      submit
    </button>
  );
}

function Page({ on_submitted }: { on_submitted: () => void }) {
  const item = useOwnItem('1', '7');
  return item.data?.assignment.state === 'offered' ? <Form on_submitted={on_submitted} /> : null;
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('tells the form that its answer was taken, however late the lists are', async () => {
  const answered = (body: unknown) => ({ data: body, response: new Response(null, { status: 200 }) });
  vi.spyOn(client, 'GET').mockImplementation((async (path: string) => {
    const is_list = !path.endsWith('{assignment}');
    if (is_list && is_submitted) await new Promise((resume) => setTimeout(resume, 50));
    return answered(body_of(path));
  }) as never);
  vi.spyOn(client, 'POST').mockImplementation((() => {
    is_submitted = true;
    return Promise.resolve(answered({}));
  }) as never);
  const on_submitted = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page on_submitted={on_submitted} />
    </QueryClientProvider>,
  );
  fireEvent.click(await screen.findByRole('button'));
  await waitFor(() => {
    expect(on_submitted).toHaveBeenCalledTimes(1);
  });
});
