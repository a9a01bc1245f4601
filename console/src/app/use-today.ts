import { useQuery } from '@tanstack/react-query';
import { civilDateOf } from '../format/date.ts';
import { reading } from './queries.ts';

/** The business day in Shanghai: the platform's, or this machine's until it has answered. */
export const useToday = (): string => {
  const { data } = useQuery(reading.today());
  return civilDateOf(data?.now ?? new Date().toISOString());
};
