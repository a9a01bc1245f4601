import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { Tap } from '@/primitives/tap';
import { Icon } from './icon';

/** A panel from below that asks or offers something; what lies behind it waits. */
export const Sheet = ({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) => {
  const { t } = useTexts();
  return (
    <>
      <View className="veil" onClick={onClose} />
      <View className="sheet" role="dialog" aria-modal="true" aria-label={title}>
        <View className="spread">
          <Heading level={2}>{title}</Heading>
          <Tap className="topbar-tool" label={t.app.close} onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        {children}
      </View>
    </>
  );
};
