import { useQuery } from '@tanstack/react-query';
import { answer, client } from './client.ts';

export const useSettings = () =>
  useQuery({ queryKey: ['settings'], queryFn: () => answer(client.GET('/api/v1/settings', {})) });
