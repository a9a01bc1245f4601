import type { Schemas } from '@petpact/api/client';
import { useTexts } from '../../i18n/use-texts.ts';
import { linesOf } from './ending.ts';

/** What an end comes to, line by line. */
export const Settlement = ({ settlement, amountFen }: { settlement: Schemas['Settlement']; amountFen: number }) => {
  const { t } = useTexts();
  const lines = linesOf(settlement, amountFen, t);
  if (lines.length === 0) return <p className="soft">{t.ending.nothing}</p>;
  return (
    <dl className="facts">
      {lines.map(([name, sum, of]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{sum}</b>
            <small className="under">{of}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
};
