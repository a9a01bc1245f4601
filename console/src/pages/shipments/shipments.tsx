import type { Schemas } from '@petpact/api/client';
import { Button, Card, type TableProps } from 'antd';
import { Link } from 'react-router';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { Code } from '../../components/code.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { StateFilter, useFilter } from '../../components/state-filter.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { SHIPMENT_TONES } from '../../components/tones.ts';
import { Track } from '../../components/track.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Shipment = Schemas['Shipment'];
const STATES: readonly Shipment['state'][] = ['accepted', 'shipped', 'delivered', 'refused', 'compensated'];
/** Groups that today's work counts; they are no states of their own. */
const GROUPS = ['waiting', 'exceptions'] as const;

/** Shipments of the shop, newest first, each opening to its track. */
export default function Shipments() {
  const { t, language } = useTexts();
  const words = t.shipments;
  const [state, setState] = useFilter('state');
  const work = GROUPS.find((group) => group === state);
  const pages = usePages(state, (token) => reading.shipments(work ? { work } : { state }, token));
  const columns: TableProps<Shipment>['columns'] = [
    {
      title: words.columns.number,
      key: 'number',
      render: (_, { shipmentId, contractId, period }) => (
        <>
          <Code short>{shipmentId}</Code>
          <small className="under">
            <Link to={`/contracts/${contractId}`}>{words.contract}</Link> · {words.period(period)}
          </small>
        </>
      ),
    },
    { title: words.columns.food, key: 'food', render: (_, { skuName, quantity }) => `${skuName} ${words.pieces(quantity)}` },
    {
      title: words.columns.state,
      key: 'state',
      render: (_, { state: now, tries, parcels }) => (
        <>
          <StateTag tone={SHIPMENT_TONES[now]}>{words.states[now]}</StateTag>
          {parcels.some(({ status }) => status === 'exception') && <StateTag tone="rose">{words.track.statuses.exception}</StateTag>}
          {tries > 0 && <small className="under">{words.tries(tries)}</small>}
        </>
      ),
    },
    {
      title: words.columns.parcel,
      key: 'parcel',
      render: (_, { parcels }) =>
        parcels.length === 0
          ? '—'
          : parcels.map(({ parcelNo, carrier, trackingNo }) => (
              <span key={parcelNo} className="block">
                {carrier} {trackingNo && <Code>{trackingNo}</Code>}
              </span>
            )),
    },
    { title: words.columns.created, key: 'created', render: (_, { createdTime }) => sayMoment(createdTime, language) },
    {
      title: words.columns.updated,
      key: 'updated',
      render: (_, one) => sayMoment(one.deliveredTime ?? one.parcels[0]?.track[0]?.atTime ?? one.shippedTime ?? one.createdTime, language),
    },
  ];
  const empty = state ? (
    <EmptyNote title={words.emptyFiltered} action={<Button onClick={() => setState('')}>{t.actions.all}</Button>} />
  ) : (
    <EmptyNote title={words.empty} text={words.emptyText} action={<Link to="/contracts">{words.emptyAction}</Link>} />
  );
  const options = [
    ...GROUPS.map((value) => ({ value: value as string, label: words.groups[value] })),
    ...STATES.map((value) => ({ value: value as string, label: words.states[value] })),
  ];
  return (
    <Page title={words.title} text={words.text}>
      <StateFilter label={words.columns.state} value={state} onChange={setState} options={options} />
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ shipmentId }) => shipmentId}
          empty={empty}
          expandable={{ expandedRowRender: (shipment) => <Track shipment={shipment} /> }}
        />
      </Card>
    </Page>
  );
}
