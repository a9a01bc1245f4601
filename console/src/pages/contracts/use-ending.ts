import { ApiRefusal, type Schemas, unwrap } from '@petpact/api/client';
import { App } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { sayError } from '../../app/say-error.ts';
import { useWrite } from '../../app/use-write.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Wish } from './end-wish.tsx';
import { sayOutcome } from './ending.ts';

/** A settlement as it is shown for a wish; `changed` = other numbers were shown a moment ago. */
interface Shown {
  wish: Wish;
  settlement: Schemas['Settlement'];
  changed: boolean;
}

/** The two steps of an end: what it comes to, and the end as it was shown. Other numbers than those shown are shown first. */
export const useEnding = (contractId: string, onDone: () => void) => {
  const { t, language } = useTexts();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const path = { contractId };
  const ask = async (wish: Wish, changed: boolean) => {
    setAsking(true);
    try {
      const params = { path, query: { cause: wish.cause } };
      const settlement = await unwrap(staffApi.GET('/shop/contracts/{contractId}/ending', { params }));
      setShown({ wish, settlement, changed });
    } catch (error) {
      setShown(undefined);
      void message.error(sayError(error, language), 5);
    } finally {
      setAsking(false);
    }
  };
  const end = useWrite({
    send: ({ cause, reason, settlementId }: Wish & { settlementId: string }, header) =>
      unwrap(staffApi.POST('/shop/contracts/{contractId}/ending', { params: { path, header }, body: { cause, reason, settlementId } })),
    touches: ['contracts', 'pets'],
    done: (contract) => sayOutcome(contract, t, language),
    onRefused: (error) => {
      if (!(error instanceof ApiRefusal) || error.reason !== 'SETTLEMENT_CHANGED' || !shown) return false;
      void ask(shown.wish, true);
      return true;
    },
  });
  return {
    shown,
    busy: asking || end.isPending,
    preview: (wish: Wish) => void ask(wish, false),
    confirm: () => shown && end.mutate({ ...shown.wish, settlementId: shown.settlement.settlementId }, { onSuccess: onDone }),
    back: () => setShown(undefined),
  };
};
