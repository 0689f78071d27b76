import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, ApiError, client, failure_code, is_status, remember_csrf_token } from './client.ts';
import { idle } from './idle.ts';
import type { FirstUser, PersonProof, Session } from './types.ts';

export const session_key = ['session'];

// Answers after which the session is not what it was: it is read again, and the door decides.
const turned_away = ['unauthenticated', 'session_locked', 'second_factor_required'];
export const turns_away = (error: unknown): boolean => turned_away.includes(failure_code(error));

// Nobody signed in is an answer with user null: a refusal would stand in the browser's console as an error.
async function read_session(): Promise<Session | null> {
  try {
    const { user, server, csrf_token, state } = await answer(client.GET('/api/v1/session', {}));
    if (!user || !server || state === 'nobody') return null;
    remember_csrf_token(csrf_token);
    return { user, server, csrf_token, state };
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

// What completes a sign-in of who has a second factor.
export const challenge_of = (error: unknown): string | null =>
  failure_code(error) === 'second_factor_needed' && error instanceof ApiError
    ? (error.failure.challenge ?? null)
    : null;

export const useSignIn = () =>
  useArrival((body: { email: string; password: string }) =>
    answer(client.POST('/api/v1/session', { body })),
  );

export const useSignInByProxy = () =>
  useArrival(() => answer(client.POST('/api/v1/single_sign_on/proxy', {})));
export const useSignInCode = () =>
  useArrival((body: { challenge: string; code: string }) =>
    answer(client.POST('/api/v1/session/second_factor', { body })),
  );

export const useAccept = () =>
  useArrival((body: { token: string; name: string; password: string }) =>
    answer(client.POST('/api/v1/invitations/accept', { body })),
  );

export function useUnlock() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PersonProof) => answer(client.POST('/api/v1/session/unlock', { body })),
    onSuccess: () => {
      idle.wake();
      return queries.invalidateQueries({ queryKey: session_key });
    },
  });
}

const look_ms = 10_000;

// Nobody is there: the server is asked whether the session is locked, so that what is on screen goes with it.
export function useIdleLock(minutes: number) {
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => {
      if (idle.seconds() >= minutes * 60) void queries.invalidateQueries({ queryKey: session_key });
    }, look_ms);
    return () => {
      clearInterval(timer);
    };
  }, [queries, minutes]);
}

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
