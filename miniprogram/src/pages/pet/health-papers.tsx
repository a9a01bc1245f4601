import { View } from '@tarojs/components';
import type { Pet } from '@/api/model';
import { Facts } from '@/components/facts';
import { Tag } from '@/components/notice';
import { Section } from '@/components/section';
import { sayDate } from '@/format/date';
import { useTexts } from '@/i18n/language';

export const HealthPapers = ({ health }: { health: Pet['health'] }) => {
  const { t, language } = useTexts();
  const vaccines = health.vaccines.length
    ? health.vaccines.map((vaccine) => (
        <Tag key={vaccine} tone="good">
          {vaccine}
        </Tag>
      ))
    : t.pets.noVaccine;
  return (
    <Section title={t.pets.health}>
      <View className="card stack">
        <Facts
          rows={[
            [
              t.pets.vaccines,
              <View key="v" className="wrap" style={{ justifyContent: 'flex-end' }}>
                {vaccines}
              </View>,
            ],
            [t.pets.dewormed, sayDate(health.dewormedDate, language)],
            [t.pets.neutered, health.neutered ? t.pets.yes : t.pets.no],
          ]}
        />
        {health.notes && <View className="text">{`${t.pets.notes}: ${health.notes}`}</View>}
      </View>
    </Section>
  );
};
