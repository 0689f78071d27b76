import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client, is_status, remember_csrf_token } from './client.ts';
import type { FirstUser, Session } from './types.ts';

const session_key = ['session'];

// Nobody signed in is an answer with user null: a refusal would stand in the browser's console as an error.
async function read_session(): Promise<Session | null> {
  try {
    const { user, server, csrf_token } = await answer(client.GET('/api/v1/session', {}));
    if (!user || !server) return null;
    remember_csrf_token(csrf_token);
    return { user, server, csrf_token };
  } catch (error) {
    if (is_status(error, 401)) return null;
    throw error;
  }
}

// Null: nobody is signed in.
export const useSession = () =>
  useQuery({ queryKey: session_key, queryFn: read_session, staleTime: Infinity, retry: 1 });

export const useSetup = () =>
  useQuery({
    queryKey: ['setup'],
    queryFn: () => answer(client.GET('/api/v1/setup', {})),
    staleTime: Infinity,
  });

export const useSingleSignOn = () =>
  useQuery({
    queryKey: ['single_sign_on'],
    queryFn: () => answer(client.GET('/api/v1/single_sign_on', {})),
    staleTime: Infinity,
  });

// Where the browser goes to sign in by the issuer, and the page of the application to end at.
export const sign_on_address = (then: string) =>
  `/api/v1/single_sign_on/start?then=${encodeURIComponent(then)}`;

function useArrival<Input>(enter: (input: Input) => Promise<Session>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: (session) => {
      remember_csrf_token(session.csrf_token);
      queries.setQueryData(['setup'], { needed: false });
      queries.setQueryData(session_key, session);
    },
  });
}

export const useSignIn = () =>
  useArrival((body: { email: string; password: string }) =>
    answer(client.POST('/api/v1/session', { body })),
  );

export const useSignInByProxy = () =>
  useArrival(() => answer(client.POST('/api/v1/single_sign_on/proxy', {})));

export const useSetUp = () =>
  useArrival((body: FirstUser) => answer(client.POST('/api/v1/setup', { body })));

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.DELETE('/api/v1/session', {})),
    onSettled: () => {
      remember_csrf_token('');
      queries.setQueryData(session_key, null);
      // What one user has read is not left for the next.
      queries.removeQueries({
        predicate: ({ queryKey: [noun] }) => noun !== 'session' && noun !== 'setup',
      });
    },
  });
}
