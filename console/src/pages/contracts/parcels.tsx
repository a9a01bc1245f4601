import type { Schemas } from '@petpact/api/client';
import { Collapse } from 'antd';
import { StateTag } from '../../components/state-tag.tsx';
import { SHIPMENT_TONES } from '../../components/tones.ts';
import { Track } from '../../components/track.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** One shipment a paid period, newest first, each with its track. */
export const Parcels = ({ shipments }: { shipments: Schemas['Shipment'][] }) => {
  const { t, language } = useTexts();
  const newestFirst = shipments.toSorted((a, b) => b.period - a.period);
  if (newestFirst.length === 0) return <p className="soft">{t.contracts.parcelsEmpty}</p>;
  return (
    <Collapse
      ghost
      className="parcels"
      defaultActiveKey={newestFirst[0]?.shipmentId}
      items={newestFirst.map((shipment) => ({
        key: shipment.shipmentId,
        label: (
          <span className="parcel-line">
            <b>{t.shipments.period(shipment.period)}</b>
            <StateTag tone={SHIPMENT_TONES[shipment.state]}>{t.shipments.states[shipment.state]}</StateTag>
            <span className="soft small">
              {sayMoment(shipment.deliveredTime ?? shipment.shippedTime ?? shipment.createdTime, language)}
            </span>
          </span>
        ),
        children: <Track shipment={shipment} />,
      }))}
    />
  );
};
