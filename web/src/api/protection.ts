import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client.ts';
import type { ExportChoice } from './exports.ts';

const key = (project: string, what: string) => ['projects', project, 'protection', what] as const;
const in_project = (id: string) => ({ params: { path: { id } } });

export const useHolds = (id: string) =>
  useQuery({
    queryKey: key(id, 'holds'),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/legal_holds', in_project(id))),
  });
export const useRetention = (id: string) =>
  useQuery({
    queryKey: key(id, 'retention'),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/retention', in_project(id))),
  });
export const useBrokenGlass = (id: string) =>
  useQuery({
    queryKey: key(id, 'glass'),
    queryFn: () => answer(client.GET('/api/v1/projects/{id}/break_glass', in_project(id))),
  });

function useChange<Input, Output>(id: string, change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['projects', id] }),
  });
}

// What is agreed to before that file leaves; asked for when somebody has chosen.
export const useExportRequest = (id: string, choice: ExportChoice | null) =>
  useQuery({
    queryKey: [...key(id, 'export_request'), choice],
    enabled: choice !== null,
    queryFn: () =>
      answer(
        client.GET('/api/v1/projects/{id}/export_request', {
          params: { path: { id }, query: choice ?? {} },
        }),
      ),
  });
export const usePlaceHold = (id: string) =>
  useChange(id, (body: { item: string; annotator: string; reason: string }) =>
    answer(client.POST('/api/v1/projects/{id}/legal_holds', { ...in_project(id), body })),
  );
export const useLiftHold = (id: string) =>
  useChange(id, (hold: string) =>
    answer(
      client.POST('/api/v1/projects/{id}/legal_holds/{hold}/lift', { params: { path: { id, hold } } }),
    ),
  );
export const useSetRetention = (id: string) =>
  useChange(id, (keep_days: number | null) =>
    answer(client.POST('/api/v1/projects/{id}/retention', { ...in_project(id), body: { keep_days } })),
  );
export const useBreakGlass = (id: string) =>
  useChange(id, (reason: string) =>
    answer(client.POST('/api/v1/projects/{id}/break_glass', { ...in_project(id), body: { reason } })),
  );
export const useReviewGlass = (id: string) =>
  useChange(id, ({ glass, review }: { glass: string; review: string }) =>
    answer(
      client.POST('/api/v1/projects/{id}/break_glass/{glass}/review', {
        params: { path: { id, glass } },
        body: { review },
      }),
    ),
  );

export const access_report_address = (project: string) =>
  `/api/v1/projects/${encodeURIComponent(project)}/access_report`;
export const processing_record_address = (project: string) =>
  `/api/v1/projects/${encodeURIComponent(project)}/processing_record`;
