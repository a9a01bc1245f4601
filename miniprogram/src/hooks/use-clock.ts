import { useEffect, useRef, useState } from 'react';
import { call, sessions } from '@/api/api';
import { readAllAgain } from '@/api/live';
import type { Clock } from '@/api/model';
import { addDays, addMonth, civilDateOf, secondsUntil } from '@/format/date';
import { useAction } from './use-action';
import { useResource } from './use-resource';

export type Leap = 'day' | 'period' | 'end';

/** A run to the end of a contract may pass hundreds of due instants. */
const LEAP_TIMEOUT_MS = 180_000;
const LOOK_EVERY_MS = 700;
/** Days after the last plan day on which the last parcel has arrived. */
const ARRIVAL_DAYS = 7;

const readClock = () => call('get', '/sandbox/clock', {});

/** The last day of the newest running contract: its last plan day and the time its parcel takes. */
const endOfContract = async (now: string): Promise<string | undefined> => {
  if (!sessions.current()) return undefined;
  const { items } = await call('get', '/me/contracts', { query: { pageSize: 20 } });
  const running = items.find(({ state }) => state === 'active' || state === 'paused' || state === 'signed');
  if (!running) return undefined;
  const { plan } = await call('get', '/me/contracts/{contractId}', { path: { contractId: running.contractId } });
  const last = plan?.instalments.at(-1)?.planDate;
  return last && last >= civilDateOf(now) ? addDays(last, ARRIVAL_DAYS) : undefined;
};

const targetOf = async (leap: Leap, now: string): Promise<string | undefined> => {
  const today = civilDateOf(now);
  if (leap === 'day') return addDays(today, 1);
  return leap === 'period' ? addMonth(today) : endOfContract(now);
};

/** Moves the sandbox's time on and says how far it has come meanwhile. */
export const useClock = () => {
  const clock = useResource<Clock>('clock', readClock);
  const [seen, setSeen] = useState<Clock>();
  const [goal, setGoal] = useState<string>();
  const [arrived, setArrived] = useState<string>();
  const [noContract, setNoContract] = useState(false);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  useEffect(() => () => clearInterval(timer.current), []);

  const advance = useAction(async (leap: Leap) => {
    setArrived(undefined);
    const { now } = await readClock();
    const target = await targetOf(leap, now);
    setNoContract(target === undefined);
    if (target === undefined) return;
    setGoal(target);
    timer.current = setInterval(() => void readClock().then(setSeen, () => undefined), LOOK_EVERY_MS);
    try {
      const seconds = Math.max(1, secondsUntil(now, target, '12:00'));
      const after = await call('post', '/sandbox/clock/advance', { body: { seconds } }, LEAP_TIMEOUT_MS);
      setSeen(after);
      setArrived(after.now);
      readAllAgain();
    } finally {
      clearInterval(timer.current);
      setGoal(undefined);
    }
  });

  return { clock: { ...clock, data: seen ?? clock.data }, goal, arrived, noContract, advance };
};
