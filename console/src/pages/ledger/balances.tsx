import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** One balance an account, and whether they cancel out as they must. */
export const Balances = ({ balances }: { balances: Schemas['Posting'][] }) => {
  const { t } = useTexts();
  const words = t.ledger;
  const sum = balances.reduce((total, { amountFen }) => total + amountFen, 0);
  return (
    <section aria-label={words.balances} className="balances">
      {balances.map(({ account, amountFen }) => (
        <div key={account}>
          <small>{words.accounts[account] ?? account}</small>
          <b>{yuan(amountFen)}</b>
          <small className="soft">{words.accountHints[account]}</small>
        </div>
      ))}
      <div className={sum === 0 ? 'even' : 'odd'}>
        <small>{words.sum}</small>
        <b>{yuan(sum)}</b>
        <small>
          {sum === 0 ? <CheckCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}{' '}
          {sum === 0 ? words.balanced : words.unbalanced}
        </small>
      </div>
    </section>
  );
};
