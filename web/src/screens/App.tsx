import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import { is_status } from '../api/client.ts';
import { session_key, turns_away, useIdleLock, useSession, useSetup } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { Look } from '../parts/theme.tsx';
import { Failed, Loading } from './frame/Failure.tsx';
import { Frame } from './frame/Frame.tsx';
import { NotFound } from './frame/NotFound.tsx';
import { AcceptInvitation, inside, MustEnrol, SetUp, SignIn, Unlock } from './index.ts';

const look_again = (error: unknown) => {
  if (turns_away(error)) void queries.invalidateQueries({ queryKey: session_key });
};

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: look_again }),
  mutationCache: new MutationCache({ onError: look_again }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && (is_status(error, 0) || is_status(error, 503)),
    },
  },
});

export function App() {
  return (
    <Look>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Suspense fallback={<Loading />}>
            <Door />
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </Look>
  );
}

// Nobody passes who is not signed in; a server without users is set up first.
function Door() {
  const session = useSession();
  const setup = useSetup();
  const location = useLocation();
  const failed = session.error ?? setup.error;
  if (failed)
    return (
      <main id="main" className="outside">
        <Failed
          error={failed}
          on_retry={() => {
            void session.refetch();
            void setup.refetch();
          }}
        />
      </main>
    );
  if (session.data === undefined || setup.data === undefined) return <Loading />;
  if (session.data === null) {
    const here = location.pathname + location.search;
    return (
      <Routes>
        {setup.data.needed && <Route path="/setup" element={<SetUp />} />}
        {setup.data.needed && (
          <Route path="*" element={<Navigate to={`/setup${location.hash}`} replace />} />
        )}
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/invitation" element={<AcceptInvitation />} />
        <Route path="*" element={<Navigate to={`/sign-in?then=${encodeURIComponent(here)}`} replace />} />
      </Routes>
    );
  }
  if (session.data.state === 'locked') return <Unlock session={session.data} />;
  if (session.data.state === 'must_enrol') return <MustEnrol />;
  return <Inside session={session.data} />;
}

// The address stays while a session is locked: whoever unlocks it is where they were.
function Inside({ session }: { session: Session }) {
  useIdleLock(session.server.idle_lock_minutes);
  return (
    <Routes>
      <Route element={<Frame session={session} />}>
        {inside.map(({ path, Screen }) => (
          <Route key={path} path={path} element={<Screen />} />
        ))}
        <Route path="/setup" element={<Navigate to="/" replace />} />
        <Route path="/invitation" element={<Navigate to="/" replace />} />
        <Route path="/sign-in" element={<Arrived />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

// Back to where one wanted to go; to an address of this server only.
function Arrived() {
  const then = new URLSearchParams(useLocation().search).get('then') ?? '/';
  return <Navigate to={/^\/(?![/\\])/.test(then) ? then : '/'} replace />;
}
