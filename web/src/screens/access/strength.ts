// How hard a password is to guess, 0 to 4, reckoned on this page alone. The lists it needs are large: they are
// fetched when somebody begins to write one.

import { useQuery } from '@tanstack/react-query';

async function estimator() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const made = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password: string) => made.check(password).score;
}

// Nothing while there is no password, and where the lists cannot be fetched.
export function useStrength(password: string): number | null {
  const is_asked = password !== '';
  const { data } = useQuery({
    queryKey: ['strength of passwords'],
    queryFn: estimator,
    enabled: is_asked,
    staleTime: Infinity,
    retry: false,
  });
  return is_asked && data ? data(password) : null;
}
