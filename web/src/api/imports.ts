import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, answer, client, csrf_headers, failure_of } from './client.ts';
import { job_keys } from './jobs.ts';
import type { ImportRequest, Upload } from './types.ts';

export const import_keys = { all: (project: string) => ['projects', project, 'imports'] as const };

export const useImports = (id: string) =>
  useQuery({
    queryKey: import_keys.all(id),
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/imports', { params: { path: { id }, query: { limit: 200 } } }),
      ),
  });

export const usePreview = (id: string) =>
  useMutation({
    mutationFn: (body: ImportRequest) =>
      answer(client.POST('/api/v1/projects/{id}/imports/preview', { params: { path: { id } }, body })),
  });

export function useImport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ImportRequest) =>
      answer(client.POST('/api/v1/projects/{id}/imports', { params: { path: { id } }, body })),
    onSuccess: (job) => {
      queries.setQueryData(job_keys.one(job.id), job);
      return queries.invalidateQueries({ queryKey: import_keys.all(id) });
    },
  });
}

const attempts_max = 3;

async function put_part(upload: Upload, number: number, part: Blob, signal: AbortSignal) {
  for (let attempt = 1; ; ++attempt) {
    try {
      const response = await fetch(
        `/api/v1/uploads/${encodeURIComponent(upload.id)}/parts/${number.toString()}`,
        {
          method: 'PUT',
          body: part,
          signal,
          credentials: 'same-origin',
          headers: { 'Content-Type': 'application/octet-stream', ...csrf_headers() },
        },
      );
      if (response.ok) return;
      const body: unknown = await response.json().catch(() => null);
      throw new ApiError(response.status, failure_of(body, response.status));
    } catch (error) {
      const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
      if (signal.aborted || refused || attempt >= attempts_max) throw error;
    }
  }
}

// A file in parts no larger than the server allows; a part that fails is sent again. Parts count from one.
export async function upload_file(
  project: string,
  file: File,
  signal: AbortSignal,
  on_progress: (share: number) => void,
): Promise<Upload> {
  const upload = await answer(
    client.POST('/api/v1/projects/{id}/uploads', {
      params: { path: { id: project } },
      body: { name: file.name, size: file.size },
      signal,
    }),
  );
  const count = Math.max(1, Math.ceil(file.size / upload.part_size));
  for (let part = 0; part < count; ++part) {
    if (upload.parts.includes(part + 1)) continue;
    const from = part * upload.part_size;
    await put_part(upload, part + 1, file.slice(from, from + upload.part_size), signal);
    on_progress((part + 1) / count);
  }
  return upload;
}
