import type { Schemas } from '@petpact/api/client';
import { Alert, Timeline } from 'antd';
import { palette } from '../app/palette.ts';
import { sayMoment } from '../format/date.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Code } from './code.tsx';

/** A shipment's parcels with what the carrier reported, newest on top; or why nothing is sent. */
export const Track = ({ shipment }: { shipment: Schemas['Shipment'] }) => {
  const { t } = useTexts();
  const words = t.shipments;
  return (
    <div className="track">
      <p className="soft small">
        {shipment.skuName} {words.pieces(shipment.quantity)}
      </p>
      {shipment.reason !== '' && (
        <Alert type="warning" showIcon title={`${words.reason}：${words.reasons[shipment.reason] ?? shipment.reason}`} />
      )}
      {shipment.parcels.length === 0 && shipment.reason === '' && <p className="soft">{words.track.none}</p>}
      {shipment.parcels.map((parcel) => (
        <ParcelTrack key={parcel.parcelNo} parcel={parcel} />
      ))}
    </div>
  );
};

const ParcelTrack = ({ parcel: { carrier, trackingNo, track } }: { parcel: Schemas['Parcel'] }) => {
  const { t, language } = useTexts();
  const words = t.shipments.track;
  return (
    <section aria-label={words.title}>
      <p>
        {carrier} {trackingNo && <Code>{trackingNo}</Code>}
      </p>
      {track.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <Timeline
          items={track.map(({ atTime, status, text }, at) => ({
            key: `${atTime}${at}`,
            color: status === 'exception' ? palette.rose : at === 0 ? palette.brand : palette.line,
            content: (
              <span className={at === 0 ? undefined : 'soft'}>
                <b>{words.statuses[status] ?? status}</b> {text}
                <small className="under">{sayMoment(atTime, language)}</small>
              </span>
            ),
          }))}
        />
      )}
    </section>
  );
};
