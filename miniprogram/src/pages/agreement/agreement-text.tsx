import { ScrollView, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import type { Agreement } from '@/api/model';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';

const NEAR_END_PX = 40;

interface Box {
  height: number;
}

/** Sections to scroll through; `onEnd` once the last line was in sight, at once where all of it fits. */
export const AgreementText = ({ agreement, onEnd }: { agreement: Agreement; onEnd: () => void }) => {
  const { language, t } = useTexts();
  const english = language === 'en';

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once, after the text is there
  useEffect(() => {
    const query = Taro.createSelectorQuery();
    query.select('#agreement').boundingClientRect();
    query.select('#agreement-body').boundingClientRect();
    query.exec((found: (Box | null)[]) => {
      const [frame, body] = found;
      if (frame && body && body.height > 0 && body.height <= frame.height) onEnd();
    });
  }, []);

  return (
    <ScrollView
      id="agreement"
      className="agreement"
      scrollY
      lowerThreshold={NEAR_END_PX}
      onScrollToLower={onEnd}
      aria-label={t.agreement.title}
    >
      <View id="agreement-body">
        <Heading level={2}>{english ? agreement.titleEn : agreement.title}</Heading>
        {agreement.sections.map((section) => (
          <View key={section.heading} className="agreement-section">
            <Heading level={3}>{english ? section.headingEn : section.heading}</Heading>
            {(english ? section.paragraphsEn : section.paragraphs).map((paragraph) => (
              <View key={paragraph} className="agreement-text">
                {paragraph}
              </View>
            ))}
          </View>
        ))}
      </View>
    </ScrollView>
  );
};
