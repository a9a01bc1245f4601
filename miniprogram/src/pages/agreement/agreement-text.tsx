import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { platform } from '@/adapters/platform';
import type { Agreement } from '@/api/model';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';

const END_ID = 'agreement-end';

/** The agreement's sections; `onEnd` once its last line was in sight. */
export const AgreementText = ({ agreement, onEnd }: { agreement: Agreement; onEnd: () => void }) => {
  const { language } = useTexts();
  const english = language === 'en';

  // biome-ignore lint/correctness/useExhaustiveDependencies: watched once, after the text is there
  useEffect(() => platform.whenSeen(END_ID, onEnd), []);

  return (
    <View className="card" id="agreement">
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
      <View id={END_ID} className="agreement-end" />
    </View>
  );
};
