import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from './queries.ts';

/** A list read page by page: what is shown, and the ways back and on. Another filter begins with the first page. */
export const usePages = <P extends Page<unknown>, K extends QueryKey>(
  filter: string,
  page: (token: string) => UseQueryOptions<P, Error, P, K>,
) => {
  const [place, setPlace] = useState<{ filter: string; tokens: string[] }>({ filter, tokens: [''] });
  const tokens = place.filter === filter ? place.tokens : [''];
  const query = useQuery(page(tokens.at(-1) ?? ''));
  const next = query.data?.nextPageToken ?? '';
  return {
    query,
    number: tokens.length,
    previous: tokens.length > 1 ? () => setPlace({ filter, tokens: tokens.slice(0, -1) }) : undefined,
    next: next === '' || query.isPlaceholderData ? undefined : () => setPlace({ filter, tokens: [...tokens, next] }),
  };
};

export type Pages<P> = Omit<ReturnType<typeof usePages>, 'query'> & {
  query: { data?: P | undefined; error: Error | null; isPending: boolean; isFetching: boolean; refetch: () => unknown };
};
