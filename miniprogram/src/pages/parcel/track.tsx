import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { Parcel } from '@/api/model';
import { Button } from '@/components/button';
import { Facts } from '@/components/facts';
import { Icon } from '@/components/icon';
import { sayMoment } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { newestFirst } from '@/plan-view';

export const Track = ({ parcel }: { parcel: Parcel }) => {
  const { t, language } = useTexts();
  const points = newestFirst(parcel);
  const copy = () =>
    void Taro.setClipboardData({ data: parcel.trackingNo }).then(() => Taro.showToast({ title: t.parcel.copied, icon: 'none' }));
  return (
    <View className="card stack">
      <Facts
        rows={[
          [t.parcel.carrier, parcel.carrier],
          [t.parcel.trackingNo, parcel.trackingNo],
        ]}
      />
      <Button small kind="second" onTap={copy}>
        <Icon name="copy" size="small" />
        {t.parcel.copy}
      </Button>
      {points.length > 0 && (
        <View className="events" role="list">
          {points.map((point, index) => (
            <View key={`${point.atTime}-${point.text}`} className={`event ${index === 0 ? 'event-now' : ''}`} role="listitem">
              <View className="event-text">{t.parcel.trackStates[point.status] ?? point.status}</View>
              <View className="text">{point.text}</View>
              <View className="note">{sayMoment(point.atTime, language)}</View>
            </View>
          ))}
        </View>
      )}
    </View>
  );
};
