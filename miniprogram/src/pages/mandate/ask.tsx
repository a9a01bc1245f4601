import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { platform } from '@/adapters/platform';
import { call } from '@/api/api';
import type { Adoption } from '@/api/model';
import { Button } from '@/components/button';
import { Tick } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Facts } from '@/components/facts';
import { Notice } from '@/components/notice';
import { CONSENT_TEXTS } from '@/consent-texts';
import { sayDate } from '@/format/date';
import { yuan } from '@/format/money';
import { useAction } from '@/hooks/use-action';
import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { routeTo } from '@/routes';

/** The plan is opened a moment after the signature; until then it is looked for again. */
const PLAN_LOOK_MS = 1500;

interface AskProps {
  adoption: Adoption;
  /** Back from Alipay without having confirmed. */
  cancelled: boolean;
  onBack: () => void;
  reload: () => Promise<void>;
}

export const Ask = ({ adoption, cancelled, onBack, reload }: AskProps) => {
  const { t, language } = useTexts();
  const shop = useShop();
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const [turned, setTurned] = useState(cancelled);
  const { contract, plan } = adoption;
  const first = plan?.instalments[0];

  useEffect(() => {
    if (plan) return undefined;
    const timer = setInterval(() => void reload(), PLAN_LOOK_MS);
    return () => clearInterval(timer);
  }, [plan, reload]);

  const go = useAction(async () => {
    setMissing(!agreed);
    if (!agreed) return;
    const path = { contractId: contract.contractId };
    await call('post', '/me/consents', { body: { purpose: 'withholding', textVersion: CONSENT_TEXTS.withholding, granted: true } });
    const returnUrl = platform.returnUrl(routeTo('mandate', { contract: contract.contractId, back: 1 }));
    const way = await call('post', '/me/contracts/{contractId}/mandate', { path, body: returnUrl ? { returnUrl } : {} });
    const step = await platform.signMandate(way);
    setTurned(step === 'cancelled');
    if (step === 'returned') onBack();
  });

  const { mandate } = t;
  const firstDay = contract.terms.planStart === 'signing' ? mandate.firstNow : sayDate(first?.planDate, language);
  return (
    <View className="stack">
      <Heading level={1}>{mandate.heading}</Heading>
      <View className="card">
        <Facts
          rows={[
            [mandate.payee, shop.data?.name],
            [mandate.first, first && `${yuan(first.amountFen)} · ${firstDay}`],
            [
              t.plan.perMonth,
              <View key="m" className="money money-mid">
                {yuan(contract.terms.amountFen)}
              </View>,
            ],
            [t.plan.total, `${t.plan.sum(yuan(contract.terms.amountFen), contract.terms.periods)} = ${yuan(contract.terms.totalFen)}`],
            [mandate.cap, plan && plan.mandate.singleCapFen > 0 ? yuan(plan.mandate.singleCapFen) : ''],
          ]}
        />
      </View>
      <Notice icon="bell">{mandate.notice}</Notice>
      <Notice icon="pause">{mandate.stop}</Notice>
      <View className="card">
        <Tick id="mandate-consent" checked={agreed} onChange={setAgreed}>
          {mandate.agree}
        </Tick>
      </View>
      {missing && !agreed && <Notice tone="bad">{mandate.agreeMissing}</Notice>}
      {turned && <Notice tone="wait">{mandate.cancelled}</Notice>}
      <ErrorNote error={go.error} />
      {!plan && (
        <View className="note centre" role="status">
          {mandate.preparing}
        </View>
      )}
      <Button id="mandate-go" kind="alipay" disabled={!plan} busy={go.busy} onTap={go.run}>
        {mandate.go}
      </Button>
    </View>
  );
};
