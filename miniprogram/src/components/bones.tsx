import { View } from '@tarojs/components';
import { useTexts } from '@/i18n/language';

/** Grey shapes where content will be. */
export const Bones = ({ heights }: { heights: number[] }) => {
  const { t } = useTexts();
  return (
    <View className="stack" role="status" aria-label={t.app.loading}>
      {heights.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
        <View key={index} className="bone" style={{ height: `${height}px`, borderRadius: height > 60 ? '22px' : '8px' }} />
      ))}
    </View>
  );
};
