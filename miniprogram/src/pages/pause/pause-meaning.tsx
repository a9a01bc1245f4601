import { View } from '@tarojs/components';
import type { Contract, Plan } from '@/api/model';
import { sayPeriods } from '@/components/adoption/settlement';
import { Icon, type IconName } from '@/components/icon';
import { sayDate } from '@/format/date';
import { useToday } from '@/hooks/use-today';
import { useTexts } from '@/i18n/language';
import { pausedUntil, untouchedByPause } from '@/pausing';

/** What a pause means for charges and parcels, before it is confirmed. */
export const PauseMeaning = ({ contract, plan }: { contract: Contract; plan: Plan | undefined }) => {
  const { t, language } = useTexts();
  const today = useToday();
  const { parcels, charging } = untouchedByPause(plan);
  const days = contract.terms.rules.pauseDaysMax;
  const lines: [IconName, string][] = [
    ['pause', today ? t.pause.stops(sayDate(pausedUntil(contract, today), language), days) : t.pause.stopsFor(days)],
    ['calendar', t.pause.resumes],
    ['truck', parcels.length > 0 ? t.pause.parcelsOf(sayPeriods(parcels, t)) : t.pause.parcels],
    ['wallet', charging > 0 ? t.pause.chargeOf(charging) : t.pause.charge],
  ];
  return (
    <View className="card stack" role="list">
      {lines.map(([icon, text]) => (
        <View key={icon} className="row" role="listitem">
          <View className="line-icon">
            <Icon name={icon} />
          </View>
          <View className="grow text">{text}</View>
        </View>
      ))}
    </View>
  );
};
