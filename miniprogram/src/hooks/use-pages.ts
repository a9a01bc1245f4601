import { useCallback, useEffect, useRef, useState } from 'react';

interface Page<T> {
  items: T[];
  nextPageToken: string;
}

/** A list that grows page by page; another `key` (a filter, a person) starts it anew. */
export const usePages = <T>(key: string, read: (pageToken: string | undefined) => Promise<Page<T>>) => {
  const [items, setItems] = useState<T[]>();
  const [error, setError] = useState<unknown>();
  const [loading, setLoading] = useState(true);
  const next = useRef<string | undefined>(undefined);
  const run = useRef(0);
  const reader = useRef(read);
  reader.current = read;

  const load = useCallback(async (fresh: boolean) => {
    run.current += 1;
    const mine = run.current;
    setLoading(true);
    setError(undefined);
    try {
      const page = await reader.current(fresh ? undefined : next.current);
      if (mine !== run.current) return;
      next.current = page.nextPageToken || undefined;
      setItems((before) => (fresh ? page.items : [...(before ?? []), ...page.items]));
    } catch (problem) {
      if (mine === run.current) setError(problem);
    }
    if (mine === run.current) setLoading(false);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is listed
  useEffect(() => {
    setItems(undefined);
    void load(true);
  }, [key, load]);

  const more = useCallback(() => {
    if (!loading && next.current) void load(false);
  }, [loading, load]);

  const reload = useCallback(() => load(true), [load]);
  return { items, error, loading, hasMore: next.current !== undefined, more, reload };
};
