import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { Facts } from '../../components/facts.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { CREDIT_TONES } from '../../components/tones.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** What the credit check led to, in words; there is no score to show. */
export const Credit = ({ application: { creditOutcome, tier } }: { application: Schemas['Application'] }) => {
  const { t } = useTexts();
  const words = t.applications.credit;
  return (
    <Card
      title={words.title}
      extra={<StateTag tone={CREDIT_TONES[creditOutcome] ?? 'plain'}>{words.outcomes[creditOutcome] ?? creditOutcome}</StateTag>}
    >
      <p>{words.texts[creditOutcome] ?? creditOutcome}</p>
      <Facts items={[tier ? [words.tier, t.tiers[tier] ?? tier] : undefined]} />
      <p className="soft small">{words.noScore}</p>
    </Card>
  );
};
