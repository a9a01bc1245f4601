import { call } from '@/api/api';
import type { Clock } from '@/api/model';
import { civilDateOf } from '@/format/date';
import { useResource } from './use-resource';
import { useShop } from './use-shop';

/** Today's date in Shanghai: in a sandbox by its own clock. Nothing until it is known. */
export const useToday = (): string | undefined => {
  const shop = useShop().data;
  const clock = useResource<Clock>(shop?.sandbox ? 'clock' : undefined, () => call('get', '/sandbox/clock', {}));
  if (!shop) return undefined;
  const now = shop.sandbox ? clock.data?.now : new Date().toISOString();
  return now && civilDateOf(now);
};
