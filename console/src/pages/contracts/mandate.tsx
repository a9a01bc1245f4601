import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { Code } from '../../components/code.tsx';
import { Facts } from '../../components/facts.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { MANDATE_TONES } from '../../components/tones.ts';
import { sayMoment } from '../../format/date.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** The agreement at Alipay by which money is withheld. */
export const Mandate = ({ plan }: { plan: Schemas['Plan'] | undefined }) => {
  const { t, language } = useTexts();
  const words = t.contracts;
  if (!plan) return null;
  const { state, agreementNo, singleCapFen, signedTime, payerLogon } = plan.mandate;
  return (
    <Card title={words.mandate} extra={<StateTag tone={MANDATE_TONES[state]}>{words.mandateStates[state]}</StateTag>}>
      <Facts
        items={[
          payerLogon ? [words.payer, payerLogon] : undefined,
          singleCapFen > 0 ? [words.cap, yuan(singleCapFen)] : undefined,
          signedTime ? [words.signed, sayMoment(signedTime, language)] : undefined,
          agreementNo
            ? [
                words.mandateNo,
                <Code key="n" short>
                  {agreementNo}
                </Code>,
              ]
            : undefined,
        ]}
      />
    </Card>
  );
};
