import { useLocation, useNavigate, type NavigateOptions } from 'react-router';

type Change = (now: URLSearchParams) => URLSearchParams;
export interface Place {
  search: string;
  hash: string;
}

// What people look for may name somebody. It stands behind the #, which no browser sends.
const unsent = 'search';

export function values_of({ search, hash }: Place): URLSearchParams {
  const values = new URLSearchParams(search);
  const words = new URLSearchParams(hash.slice(1)).get(unsent);
  values.delete(unsent);
  if (words) values.set(unsent, words);
  return values;
}

export function place_of(values: URLSearchParams): Place {
  const sent = new URLSearchParams(values);
  sent.delete(unsent);
  const words = values.get(unsent);
  return {
    search: sent.size > 0 ? `?${sent.toString()}` : '',
    hash: words ? `#${new URLSearchParams({ [unsent]: words }).toString()}` : '',
  };
}

// One value of the address changed; an empty one is taken out. What is listed begins at its first page again.
export function with_value(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  if (name !== 'cursor') next.delete('cursor');
  return next;
}

// The values of the address, and a way to change them. A change begins from the address as it is when it is
// made: what is drawn may be a step behind, and of two filters set in haste both must stay.
export function useSearch(): [URLSearchParams, (change: Change, options?: NavigateOptions) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const change = (made: Change, options?: NavigateOptions) => {
    void navigate(place_of(made(values_of(window.location))), options);
  };
  return [values_of(location), change];
}
