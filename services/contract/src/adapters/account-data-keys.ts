import { serviceCaller } from '@petpact/kit/caller';
import type { DataKeys } from '@petpact/kit/sealed';
import type { Neighbours } from '../ports.ts';

/** Asks account each time: a key that was destroyed must not live on here. */
export function accountDataKeys(account: Pick<Neighbours['account'], 'getDataKey'>): DataKeys {
  return {
    async dataKey(merchantId, subjectId) {
      const caller = serviceCaller('contract', merchantId, { onBehalfOf: subjectId, requestId: `data-key:${subjectId}` });
      return Buffer.from((await account.getDataKey({ subjectId }, caller)).key);
    },
  };
}
