import { useSearchParams, type NavigateOptions } from 'react-router';

type Change = (now: URLSearchParams) => URLSearchParams;

// One value of the address changed; an empty one is taken out. What is listed begins at its first page again.
export function with_value(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  if (name !== 'cursor') next.delete('cursor');
  return next;
}

// What stands in the address after "?", and a way to change it. A change begins from the address as it is
// when it is made: what is drawn may be a step behind, and of two filters set in haste both must stay.
export function useSearch(): [URLSearchParams, (change: Change, options?: NavigateOptions) => void] {
  const [search, set_search] = useSearchParams();
  const change = (made: Change, options?: NavigateOptions) => {
    set_search(made(new URLSearchParams(window.location.search)), options);
  };
  return [search, change];
}
