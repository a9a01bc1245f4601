import { useEffect, useState } from 'react';
import { call } from '@/api/api';
import type { Due, Plan } from '@/api/model';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useTexts } from '@/i18n/language';
import { replace } from '@/routes';

/** Alipay's word for a person who turned back; any other end is asked of the server. */
const CANCELLED = '6001';
const TRIES = 5;
const PAUSE_MS = 1200;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isSettled = (plan: Plan, what: { period?: number; due?: Due['kind'] }): boolean =>
  what.period
    ? plan.instalments[what.period - 1]?.state === 'paid'
    : !plan.dues.some(({ kind, state }) => kind === what.due && state === 'open');

/** Back from the cashier: the server asks Alipay. What the client saw proves nothing. */
const Paying = () => {
  const { t } = useTexts();
  const { id, period, due, result } = useParams('id', 'period', 'due', 'result');
  const [outcome, setOutcome] = useState<'asking' | 'paid' | 'open'>(result === CANCELLED ? 'open' : 'asking');
  const check = useAction(async () => {
    setOutcome('asking');
    const what = period ? { period: Number(period) } : { due: due as Due['kind'] };
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await sleep(PAUSE_MS);
      const plan = await call('post', '/me/contracts/{contractId}/payments/confirmation', { path: { contractId: id }, body: what });
      if (isSettled(plan, what)) return setOutcome('paid');
    }
    setOutcome('open');
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once on arrival
  useEffect(() => {
    if (outcome === 'asking') check.run();
  }, []);
  const home = (
    <Button kind="second" onTap={() => void replace('contract', { id })}>
      {t.pay.back}
    </Button>
  );
  if (outcome === 'paid')
    return (
      <State icon="check" tone="good" title={t.pay.paid} text={period ? t.pay.paidText : undefined}>
        {home}
      </State>
    );
  if (outcome === 'asking' && !check.error) return <State icon="shield" tone="wait" title={t.pay.checking} text={t.pay.checkingText} />;
  return (
    <State icon="info" tone="wait" title={t.pay.notPaid} text={result === CANCELLED ? t.pay.cancelled : t.pay.notPaidText}>
      <ErrorNote error={check.error} />
      <Button busy={check.busy} onTap={check.run}>
        {t.pay.again}
      </Button>
      {home}
    </State>
  );
};

export default function PayPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.pay.title}>
      <MembersOnly page="pay">{() => <Paying />}</MembersOnly>
    </Screen>
  );
}
