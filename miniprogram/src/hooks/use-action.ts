import { useCallback, useRef, useState } from 'react';

/** One thing the person can do: busy while it runs (a second tap does nothing), with its last error. */
export const useAction = <A extends unknown[]>(act: (...args: A) => Promise<void>) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;

  const run = useCallback(async (...args: A) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await latest.current(...args);
    } catch (problem) {
      setError(problem);
    }
    running.current = false;
    setBusy(false);
  }, []);

  return { run: (...args: A) => void run(...args), busy, error };
};
