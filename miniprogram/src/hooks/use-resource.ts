import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Resource<T> {
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => Promise<void>;
}

/**
 * Reads something and reads it again whenever the page shows again. What was read stays on screen while it is read
 * again, and an answer that was overtaken by a later question is dropped. `key` undefined: nothing to read yet.
 */
export const useResource = <T>(key: string | undefined, read: () => Promise<T>): Resource<T> => {
  const [state, setState] = useState<{ data?: T; error?: unknown; loading: boolean }>({ loading: key !== undefined });
  const latest = useRef(0);
  const reader = useRef(read);
  reader.current = read;

  const reload = useCallback(async () => {
    if (key === undefined) return;
    latest.current += 1;
    const mine = latest.current;
    setState((before) => ({ ...before, loading: true }));
    try {
      const data = await reader.current();
      if (mine === latest.current) setState({ data, loading: false });
    } catch (error) {
      if (mine === latest.current) setState((before) => ({ data: before.data, error, loading: false }));
    }
  }, [key]);

  useEffect(() => {
    setState({ loading: key !== undefined });
    void reload();
  }, [reload, key]);

  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) void reload();
    shown.current = true;
  });

  return { data: state.data, error: state.error, loading: state.loading, reload };
};
