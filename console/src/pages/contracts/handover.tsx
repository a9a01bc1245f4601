import { type Schemas, unwrap } from '@petpact/api/client';
import { Button, Card, Popconfirm } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { useToday } from '../../app/use-today.ts';
import { useWrite } from '../../app/use-write.ts';
import { Facts } from '../../components/facts.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { sayDate } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { HandoverDay } from './handover-day.tsx';

const OPEN: readonly Schemas['Contract']['state'][] = ['signed', 'awaitingHandover', 'active', 'paused'];

/** The day the pet goes home, and both sides' word that it did. */
export const Handover = ({ contract }: { contract: Schemas['Contract'] }) => {
  const { t, language } = useTexts();
  const words = t.contracts.handover;
  const today = useToday();
  const [booking, setBooking] = useState(false);
  const { contractId, handoverDate, adopterConfirmed, shopConfirmed, state } = contract;
  const confirm = useWrite({
    send: (_: 'confirm', header) =>
      unwrap(staffApi.POST('/shop/contracts/{contractId}/handover/confirm', { params: { path: { contractId }, header } })),
    touches: ['contracts', 'pets'],
    done: () => words.confirmDone,
  });
  if (!OPEN.includes(state) && handoverDate === '') return null;
  const word = (confirmed: boolean) => (
    <StateTag tone={confirmed ? 'leaf' : 'plain'}>{confirmed ? words.confirmed : words.waiting}</StateTag>
  );
  const nobodyYet = !adopterConfirmed && !shopConfirmed;
  return (
    <Card title={words.title}>
      <Facts
        items={[
          [words.date, handoverDate === '' ? words.none : sayDate(handoverDate, language)],
          [words.adopter, word(adopterConfirmed)],
          [words.shop, word(shopConfirmed)],
        ]}
      />
      {OPEN.includes(state) && (
        <div className="buttons">
          {nobodyYet && (
            <Button type={handoverDate === '' ? 'primary' : 'default'} onClick={() => setBooking(true)}>
              {handoverDate === '' ? words.book : words.rebook}
            </Button>
          )}
          {handoverDate !== '' && !shopConfirmed && (
            <Popconfirm
              title={words.confirmAsk}
              description={words.confirmText}
              okText={words.confirm}
              cancelText={t.actions.cancel}
              onConfirm={() => confirm.mutate('confirm')}
            >
              <Button type="primary" disabled={today < handoverDate} loading={confirm.isPending}>
                {words.confirm}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
      <HandoverDay contract={contract} open={booking} onClose={() => setBooking(false)} />
    </Card>
  );
};
