import { View } from '@tarojs/components';
import { platform } from '@/adapters/platform';
import { call } from '@/api/api';
import type { Contract, Due, Plan } from '@/api/model';
import { sayDate } from '@/format/date';
import { yuan } from '@/format/money';
import { useAction } from '@/hooks/use-action';
import { type Texts, useTexts } from '@/i18n/language';
import { graceEnds, type Owed as OwedThing, owedOf } from '@/leaving';
import { open, routeTo } from '@/routes';
import { Button } from '../button';
import { ErrorNote } from '../error-note';
import { Notice } from '../notice';
import { Section } from '../section';

const whatOf = (owed: OwedThing): { period: number } | { due: Due['kind'] } =>
  owed.kind === 'period' ? { period: owed.instalment.period } : { due: owed.due.kind };
const amountOf = (owed: OwedThing) => (owed.kind === 'period' ? owed.instalment.amountFen : owed.due.amountFen);

const nameOf = (owed: OwedThing, t: Texts): string => {
  if (owed.kind === 'period') return t.pay.overdue(owed.instalment.period);
  const { kind, ofPeriod } = owed.due;
  return ofPeriod > 0 ? `${t.pay.kinds[kind]} · ${t.pay.ofPeriod(ofPeriod)}` : t.pay.kinds[kind];
};

const OwedCard = ({ contract, owed }: { contract: Contract; owed: OwedThing }) => {
  const { t, language } = useTexts();
  const { contractId, terms } = contract;
  const pay = useAction(async () => {
    const what = whatOf(owed);
    const route = routeTo('pay', { id: contractId, ...what });
    const cashier = await call('post', '/me/contracts/{contractId}/payments', {
      path: { contractId },
      body: { ...what, returnUrl: platform.returnUrl(route) },
    });
    const step = await platform.pay(cashier);
    if (step !== 'away') await open('pay', { id: contractId, ...what, result: step === 'cancelled' ? '6001' : '' });
  });
  const grace =
    owed.kind === 'period' && terms.rules.lateFeeFen > 0
      ? owed.instalment.lateTime
        ? t.pay.late
        : t.pay.graceUntil(sayDate(graceEnds(owed.instalment, terms.rules.graceDays), language))
      : '';
  return (
    <View className="card stack">
      <View className="spread">
        <View className="strong">{nameOf(owed, t)}</View>
        <View className="money">{yuan(amountOf(owed))}</View>
      </View>
      {grace && <View className="note">{grace}</View>}
      <ErrorNote error={pay.error} />
      <Button kind="alipay" busy={pay.busy} onTap={pay.run}>
        {t.pay.go(yuan(amountOf(owed)))}
      </Button>
    </View>
  );
};

/** What could not be withheld, and the fees of the contract, each with its way to the cashier. */
export const Owed = ({ contract, plan }: { contract: Contract; plan: Plan }) => {
  const { t } = useTexts();
  const all = owedOf(plan);
  if (all.length === 0) return null;
  return (
    <Section title={t.pay.owed}>
      <View className="stack">
        {plan.state === 'suspended' && plan.reason === 'arrears' && (
          <Notice tone="bad" icon="info">
            {t.pay.suspended}
          </Notice>
        )}
        {all.map((owed) => (
          <OwedCard key={JSON.stringify(whatOf(owed))} contract={contract} owed={owed} />
        ))}
      </View>
    </Section>
  );
};
