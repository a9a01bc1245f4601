import { unwrap } from '@petpact/api/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { staffApi } from './api.ts';
import { type Leap, percentOf, secondsOf } from './leap.ts';
import { reading } from './queries.ts';
import { useWrite } from './use-write.ts';

/** Business time, in sandbox mode only; `progress` in 0…100 while it moves, whoever moves it. */
export const useClock = () => {
  const { data: clock, isSuccess } = useQuery(reading.clock());
  const from = useRef<{ until: string; now: number } | undefined>(undefined);
  const advancing = clock?.advancing ?? undefined;
  if (advancing?.until && from.current?.until !== advancing.until) {
    from.current = { until: advancing.until, now: Date.parse(advancing.now ?? clock?.now ?? '') };
  }
  const progress =
    advancing && from.current ? percentOf(from.current.now, Date.parse(advancing.now ?? ''), Date.parse(advancing.until ?? '')) : undefined;
  return { inSandbox: isSuccess, clock, advancing, progress };
};

/** Moves business time on and reads everything anew once it is there. */
export const useAdvance = () => {
  const client = useQueryClient();
  const { t } = useTexts();
  const { clock, advancing } = useClock();
  const write = useWrite({
    send: (leap: Leap, header) =>
      unwrap(
        staffApi.POST('/sandbox/clock/advance', {
          params: { header },
          body: { seconds: secondsOf(leap, clock?.now ?? new Date().toISOString()) },
        }),
      ),
    touches: ['clock'],
    done: () => {
      void client.invalidateQueries();
      return t.clock.done;
    },
  });
  const busy = write.isPending || advancing !== undefined;
  useEffect(() => {
    if (!write.isPending) return;
    const asking = setInterval(() => void client.invalidateQueries({ queryKey: ['clock'] }), 1_000);
    return () => clearInterval(asking);
  }, [write.isPending, client]);
  return { advance: write.mutate, leap: write.isPending ? write.variables : undefined, busy };
};
