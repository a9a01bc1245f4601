import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Tap } from '@/primitives/tap';
import { Icon, type IconName } from './icon';

/** A row that leads somewhere. */
export const Line = ({
  icon,
  name,
  value,
  onTap,
  id,
}: {
  icon: IconName;
  name: string;
  value?: ReactNode;
  onTap: () => void;
  id?: string;
}) => (
  <Tap className="line" onTap={onTap} id={id}>
    <View className="line-icon">
      <Icon name={icon} />
    </View>
    <View className="grow strong">{name}</View>
    {value !== undefined && <View className="note">{value}</View>}
    <View className="line-next">
      <Icon name="next" size="small" />
    </View>
  </Tap>
);
