import { View } from '@tarojs/components';
import type { Shipment } from '@/api/model';
import { sayMoment } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { newestFirst } from '@/plan-view';
import { Tap } from '@/primitives/tap';
import { open } from '@/routes';
import { Icon } from '../icon';
import { Tag, type Tone } from '../notice';
import { State } from '../state';

const TONES: Record<Shipment['state'], Tone> = {
  queued: 'plain',
  submitting: 'plain',
  accepted: 'wait',
  shipped: 'brand',
  delivered: 'good',
  refused: 'bad',
  compensated: 'alipay',
};

export const ShipmentTag = ({ state }: { state: Shipment['state'] }) => {
  const { t } = useTexts();
  return <Tag tone={TONES[state]}>{t.parcel.states[state]}</Tag>;
};

export const Parcels = ({ shipments }: { shipments: Shipment[] }) => {
  const { t, language } = useTexts();
  if (shipments.length === 0) return <State icon="box" title={t.adoption.noParcels} text={t.adoption.noParcelsText} />;
  const newest = [...shipments].sort((one, other) => other.period - one.period);
  return (
    <View className="stack">
      {newest.map((shipment) => {
        const last = shipment.parcels[0] && newestFirst(shipment.parcels[0])[0];
        return (
          <Tap
            key={shipment.shipmentId}
            className="card card-tight card-tap row"
            role="link"
            onTap={() => void open('parcel', { id: shipment.shipmentId })}
          >
            <View className="line-icon">
              <Icon name="truck" />
            </View>
            <View className="grow">
              <View className="row">
                <View className="strong">{t.parcel.period(shipment.period)}</View>
                <ShipmentTag state={shipment.state} />
              </View>
              <View className="note">{`${shipment.skuName} ${t.parcel.quantity(shipment.quantity)}`}</View>
              {last && <View className="note">{`${sayMoment(last.atTime, language)} ${last.text}`}</View>}
            </View>
            <View className="line-next">
              <Icon name="next" size="small" />
            </View>
          </Tap>
        );
      })}
    </View>
  );
};
