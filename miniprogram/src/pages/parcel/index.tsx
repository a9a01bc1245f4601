import { View } from '@tarojs/components';
import { call } from '@/api/api';
import type { Shipment } from '@/api/model';
import { ShipmentTag } from '@/components/adoption/parcels';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { useLive } from '@/hooks/use-live';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { Track } from './track';

const Told = ({ shipment }: { shipment: Shipment }) => {
  const { t } = useTexts();
  if (shipment.state === 'refused') return <Notice tone="bad">{t.parcel.refusedText}</Notice>;
  if (shipment.state === 'compensated') return <Notice tone="alipay">{t.parcel.compensatedText}</Notice>;
  if (shipment.parcels.length === 0) return <State icon="box" tone="wait" title={t.parcel.waiting} text={t.parcel.waitingText} />;
  return (
    <View className="stack" aria-live="polite">
      {shipment.parcels.map((parcel) => (
        <Track key={parcel.parcelNo} parcel={parcel} />
      ))}
    </View>
  );
};

/** One period's goods on their way, told as the carrier tells it. */
const Parcel = () => {
  const { t } = useTexts();
  const { id } = useParams('id');
  const shipment = useResource(id, () => call('get', '/me/shipments/{shipmentId}', { path: { shipmentId: id } }));
  useLive(shipment.reload);
  return (
    <Load of={shipment} bones={[72, 260]}>
      {(data) => (
        <View className="stack">
          <View className="card">
            <View className="spread">
              <Heading level={2}>{t.parcel.period(data.period)}</Heading>
              <ShipmentTag state={data.state} />
            </View>
            <View className="text">{`${data.skuName} ${t.parcel.quantity(data.quantity)}`}</View>
          </View>
          <Told shipment={data} />
          {data.state !== 'delivered' && data.state !== 'compensated' && <View className="note centre">{t.parcel.live}</View>}
        </View>
      )}
    </Load>
  );
};

export default function ParcelPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.parcel.title}>
      <MembersOnly page="parcel">{() => <Parcel />}</MembersOnly>
    </Screen>
  );
}
