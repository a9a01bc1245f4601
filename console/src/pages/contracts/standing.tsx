import { ArrowRightOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { Progress } from 'antd';
import { palette } from '../../app/palette.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { nextOf, sayNext, WAITS_FOR_SHOP } from './next-step.ts';

/** Where the contract stands: what happens next, and how much is paid. */
export const Standing = ({ adoption }: { adoption: Schemas['Adoption'] }) => {
  const { t, language } = useTexts();
  const words = t.contracts;
  const { plan, contract } = adoption;
  const next = nextOf(adoption);
  const urgent = WAITS_FOR_SHOP.includes(next.kind);
  const paid = plan?.instalments.filter(({ state }) => state === 'paid').length ?? 0;
  const overdue = plan?.instalments.filter(({ state }) => state === 'overdue').length ?? 0;
  const { periods, totalFen } = contract.terms;
  const paidFen = plan?.paidFen ?? 0;
  const leftFen = plan?.state === 'ended' && overdue === 0 ? 0 : Math.max(0, totalFen - paidFen);
  return (
    <section className="standing">
      <div className={`standing-next ${urgent ? 'urgent' : ''}`}>
        {urgent ? <ExclamationCircleOutlined aria-hidden="true" /> : <ArrowRightOutlined aria-hidden="true" />}
        <p>
          <small>{words.next.title}</small>
          <b>{sayNext(next, t, language)}</b>
          {overdue > 0 && <small className="rose">{words.overdueCount(overdue)}</small>}
        </p>
      </div>
      <div className="standing-sum">
        <small>{words.paidOf(paid, periods)}</small>
        <Progress
          percent={Math.round((paid / Math.max(1, periods)) * 100)}
          showInfo={false}
          strokeColor={palette.leaf}
          aria-label={words.paidOf(paid, periods)}
        />
        <p>
          <span>
            {words.paidSum} <b>{yuan(paidFen)}</b>
          </span>
          <span className="soft">
            {words.leftSum} {yuan(leftFen)}
          </span>
        </p>
      </div>
    </section>
  );
};
