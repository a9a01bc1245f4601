import { useSyncExternalStore } from 'react';
import { sessions } from '@/api/api';

/** Name and id of who is logged in, or nothing. */
export const useSession = () => {
  const token = useSyncExternalStore(sessions.subscribe, () => sessions.current()?.principal.id ?? '');
  return token ? sessions.current()?.principal : undefined;
};
