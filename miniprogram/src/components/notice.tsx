import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type Tone = 'plain' | 'brand' | 'good' | 'wait' | 'bad' | 'alipay';

export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <View className={`tag tone-${tone}`}>{children}</View>
);

export const Notice = ({ tone = 'plain', icon = 'info', children }: { tone?: Tone; icon?: IconName; children: ReactNode }) => (
  <View className={`notice tone-${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
    <Icon name={icon} />
    <View className="grow">{children}</View>
  </View>
);
