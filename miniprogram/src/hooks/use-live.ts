import { useEffect, useRef } from 'react';
import { listen } from '@/api/live';

/** Reads again when something of this person changed; many hints at once make one reading. */
export const useLive = (reload: () => Promise<void>, active = true) => {
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    if (!active) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void latest.current();
      }, 250);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [active]);
};
