import type { Schemas } from '@petpact/api/client';
import { Facts } from '../../components/facts.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { linesOf } from './settlement-lines.ts';

/** What an end comes to, line by line. */
export const Settlement = ({ settlement, amountFen }: { settlement: Schemas['Settlement']; amountFen: number }) => {
  const { t } = useTexts();
  const lines = linesOf(settlement, amountFen, t);
  if (lines.length === 0) return <p className="soft">{t.ending.nothing}</p>;
  return (
    <>
      <Facts
        items={lines.map(
          ([name, sum, of]) =>
            [
              name,
              <span key={name}>
                <b>{sum}</b>
                <small className="under">{of}</small>
              </span>,
            ] as const,
        )}
      />
      {settlement.compensationFen > 0 && <p className="soft">{t.ending.shopPays}</p>}
    </>
  );
};
