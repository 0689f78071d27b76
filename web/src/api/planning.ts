import { useMutation } from '@tanstack/react-query';
import { answer, client } from './client.ts';

export interface Plan {
  what: string;
  options: Record<string, unknown>;
}

export const usePlanning = () =>
  useMutation({
    mutationFn: ({ what, options }: Plan) =>
      answer(client.POST('/api/v1/planning/{what}', { params: { path: { what } }, body: options })),
  });

export const useProjection = (id: string) =>
  useMutation({
    mutationFn: (body: { items: number; batch_size?: number }) =>
      answer(client.POST('/api/v1/projects/{id}/projection', { params: { path: { id } }, body })),
  });
