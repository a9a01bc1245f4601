import { PLATFORM } from '@petpact/kit/caller';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';

/** Alipay's notifies: the answer is `success` only after billing has stored the form (ARCHITECTURE, rule 4). */
export function alipayOperations({ services }: Ports): Pick<Handlers, 'recordNotify'> {
  return {
    async recordNotify({ form, caller }) {
      const fields = Object.entries(form).map(([name, value]) => ({ name, value }));
      const gateway = { merchantId: PLATFORM, actor: { kind: 'service' as const, id: 'gateway' }, requestId: caller.requestId };
      await services.billing.recordNotify({ fields }, gateway);
      return { bytes: 'success', contentType: 'text/plain' };
    },
  };
}
