import type { Schemas } from '@petpact/api/client';
import { Table, type TableProps } from 'antd';
import { Code } from '../../components/code.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { INSTALMENT_TONES } from '../../components/tones.ts';
import { sayDate, sayMoment } from '../../format/date.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Instalment = Schemas['Instalment'];

/** Every period's due: when, how much, what became of it. */
export const Instalments = ({ instalments }: { instalments: Instalment[] }) => {
  const { t, language } = useTexts();
  const words = t.contracts.instalment;
  if (instalments.length === 0) return <p className="soft card-pad">{words.empty}</p>;
  const columns: TableProps<Instalment>['columns'] = [
    { title: words.period, dataIndex: 'period', width: 48 },
    { title: words.planDate, key: 'date', render: (_, { planDate }) => <span className="nowrap">{sayDate(planDate, language)}</span> },
    {
      title: words.amount,
      key: 'amount',
      align: 'right',
      render: (_, { amountFen, refundedFen }) => (
        <>
          {yuan(amountFen)}
          {refundedFen > 0 && (
            <small className="under">
              {words.refunded} {yuan(refundedFen)}
            </small>
          )}
        </>
      ),
    },
    {
      title: words.state,
      key: 'state',
      render: (_, { state }) => <StateTag tone={INSTALMENT_TONES[state]}>{words.states[state]}</StateTag>,
    },
    { title: words.tries, key: 'tries', align: 'right', render: (_, { tries }) => (tries === 0 ? '—' : words.triesOf(tries)) },
    { title: `${words.paid} / ${words.next}`, key: 'when', render: (_, one) => <When instalment={one} /> },
    {
      title: words.refusal,
      key: 'refusal',
      render: (_, { lastRefusal }) =>
        lastRefusal === '' ? '—' : <span className="wrap">{words.refusals[lastRefusal] ?? lastRefusal}</span>,
    },
    {
      title: words.trade,
      key: 'trade',
      render: (_, { tradeNo, alipayTradeNo }) =>
        tradeNo === '' ? (
          '—'
        ) : (
          <>
            <Code short>{tradeNo}</Code>
            {alipayTradeNo !== '' && (
              <small className="under">
                <Code short>{alipayTradeNo}</Code>
              </small>
            )}
          </>
        ),
    },
  ];
  return (
    <Table
      aria-label={t.contracts.instalments}
      size="small"
      dataSource={instalments}
      columns={columns}
      rowKey="period"
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  );
};

const When = ({ instalment: { paidTime, nextTryTime, noticedTime } }: { instalment: Instalment }) => {
  const { t, language } = useTexts();
  const words = t.contracts.instalment;
  return (
    <>
      {paidTime ? sayMoment(paidTime, language) : nextTryTime ? `${words.next} ${sayMoment(nextTryTime, language)}` : '—'}
      {noticedTime && !paidTime && (
        <small className="under">
          {words.noticed} {sayMoment(noticedTime, language)}
        </small>
      )}
    </>
  );
};
