import { View } from '@tarojs/components';
import { useTexts } from '@/i18n/language';
import { Icon } from './icon';

/** Where the adopter stands on the way from the application to the mandate, counted from 0. */
export const Stages = ({ now }: { now: number }) => {
  const { t } = useTexts();
  const { stages, progress } = t.journey;
  return (
    <View className="stages" role="img" aria-label={progress(now + 1, stages.length, stages[now] ?? '')}>
      {stages.map((name, index) => (
        <View key={name} className={`stage ${index < now ? 'stage-done' : ''} ${index === now ? 'stage-now' : ''}`}>
          <View className="stage-dot">{index < now ? <Icon name="check" size="small" /> : index + 1}</View>
          {name}
        </View>
      ))}
    </View>
  );
};
