import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { Facts } from '../../components/facts.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { sayDate, sayMoment } from '../../format/date.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { sayCause, standOf } from './ending.ts';
import { Settlement } from './settlement.tsx';

const STAND_TONES = { announced: 'sun', underWay: 'brand', over: 'plain' } as const;
const DUE_TONES = { open: 'rose', paid: 'leaf', waived: 'plain' } as const;

/** How the contract ends or ended before its time, what it comes to, and the fees that are owed. */
export const Ended = ({ adoption: { contract, plan } }: { adoption: Schemas['Adoption'] }) => {
  const { t, language } = useTexts();
  const words = t.ending;
  const { ending, terms } = contract;
  const dues = plan?.dues ?? [];
  if (!ending && dues.length === 0) return null;
  const stand = standOf(contract);
  return (
    <Card title={ending ? words.card : words.dues} extra={stand && <StateTag tone={STAND_TONES[stand]}>{words.stands[stand]}</StateTag>}>
      {ending && (
        <>
          <Facts
            items={[
              [words.cause, sayCause(ending.cause, t)],
              [words.by, t.contracts.actors[ending.actorKind] ?? ending.actorKind],
              ending.reason === '' ? undefined : [words.words, ending.reason],
              [words.wanted, sayMoment(ending.wantedTime, language)],
              [words.effective, sayDate(ending.settlement.effectiveDate, language)],
            ]}
          />
          {stand === 'announced' && <p className="soft">{words.onTheDay}</p>}
          <Settlement settlement={ending.settlement} amountFen={terms.amountFen} />
        </>
      )}
      <Facts
        items={dues.map(
          ({ kind, amountFen, state, ofPeriod }) =>
            [
              ofPeriod > 0 ? `${words.dueKinds[kind]} · ${words.period(ofPeriod, ofPeriod)}` : words.dueKinds[kind],
              <span key={`${kind}${ofPeriod}`}>
                {yuan(amountFen)} <StateTag tone={DUE_TONES[state]}>{words.dueStates[state]}</StateTag>
              </span>,
            ] as const,
        )}
      />
    </Card>
  );
};
