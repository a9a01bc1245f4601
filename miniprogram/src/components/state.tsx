import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { Button } from './button';
import { sentenceOf } from './error-note';
import { Icon, type IconName } from './icon';

interface StateProps {
  icon: IconName;
  tone?: 'good' | 'bad' | 'wait' | '';
  title: string;
  text?: string;
  children?: ReactNode;
}

/** A whole-page state: empty, failed, done, waiting. */
export const State = ({ icon, tone = '', title, text, children }: StateProps) => (
  <View className={`state ${tone && `state-${tone}`}`}>
    <View className="state-icon">
      <Icon name={icon} size="big" />
    </View>
    <Heading level={2}>{title}</Heading>
    {text && <View className="text">{text}</View>}
    {children}
  </View>
);

export const Failed = ({ error, retry }: { error: unknown; retry: () => void }) => {
  const { t, say } = useTexts();
  return (
    <View role="alert">
      <State icon="info" tone="bad" title={t.app.failed} text={sentenceOf(error, t, say)}>
        <Button kind="second" onTap={retry}>
          {t.app.retry}
        </Button>
      </State>
    </View>
  );
};
