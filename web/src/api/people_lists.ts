// Lists of people as files: what one would change, that it does, and where the one as it stands is read.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, csrf_headers, failure_of } from './client.ts';
import { project_keys } from './projects.ts';
import type { PeopleOutcome } from './types.ts';

export interface PeopleListPlace {
  of: 'projects' | 'organisations' | 'teams';
  id: string;
}

export const people_list_path = ({ of, id }: PeopleListPlace): string =>
  `/api/v1/${of}/${encodeURIComponent(id)}/${of === 'organisations' ? 'people' : 'members'}/csv`;

async function send(place: PeopleListPlace, file: File, dry_run: boolean): Promise<PeopleOutcome> {
  let response: Response;
  try {
    response = await fetch(`${people_list_path(place)}?dry_run=${dry_run.toString()}`, {
      method: 'POST',
      body: file,
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream', ...csrf_headers() },
    });
  } catch {
    throw new ApiError(0, failure_of(null, 0));
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, failure_of(body, response.status));
  return body as PeopleOutcome;
}

export const useLookAtList = (place: PeopleListPlace) =>
  useMutation({ mutationFn: (file: File) => send(place, file, true) });

// People, teams and roles may all have changed, one's own too.
export function useApplyList(place: PeopleListPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => send(place, file, false),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['organisations'] }),
        queries.invalidateQueries({ queryKey: ['teams'] }),
        queries.invalidateQueries({ queryKey: ['users'] }),
        queries.invalidateQueries({ queryKey: ['invitations'] }),
        ...(place.of === 'projects'
          ? [queries.invalidateQueries({ queryKey: project_keys.one(place.id) })]
          : []),
      ]),
  });
}
