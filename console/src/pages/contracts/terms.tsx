import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { Code } from '../../components/code.tsx';
import { Facts } from '../../components/facts.tsx';
import { sayDate } from '../../format/date.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { RuleFacts } from '../policy/rule-facts.tsx';

/** What was agreed, frozen at signing, down to every rule. */
export const Terms = ({ contract: { terms, firstPlanDate, pauseCount, pdfHash } }: { contract: Schemas['Contract'] }) => {
  const { t, language } = useTexts();
  const words = t.contracts;
  return (
    <Card title={words.terms}>
      <Facts
        items={[
          [words.food, `${terms.skuName} ${t.shipments.pieces(terms.quantity)}`],
          [words.amount, <b key="a">{yuan(terms.amountFen)}</b>],
          [words.periods, words.periodCount(terms.periods)],
          [words.total, <b key="t">{yuan(terms.totalFen)}</b>],
          [words.start, words.starts[terms.planStart]],
          firstPlanDate ? [words.firstPlanDate, sayDate(firstPlanDate, language)] : undefined,
          [words.pauses, words.pausesOf(pauseCount, terms.rules.pauseTimesMax)],
          [words.versions, words.versionLine(terms.templateVersion, terms.policyVersion)],
          pdfHash
            ? [
                words.fingerprint,
                <Code key="h" short>
                  {pdfHash}
                </Code>,
              ]
            : undefined,
        ]}
      />
      <details>
        <summary>{t.policy.title}</summary>
        <RuleFacts rules={terms.rules} />
      </details>
    </Card>
  );
};
