import { View } from '@tarojs/components';

export type IconName =
  | 'paw'
  | 'home'
  | 'heart'
  | 'shield'
  | 'calendar'
  | 'box'
  | 'star'
  | 'bell'
  | 'user'
  | 'next'
  | 'back'
  | 'check'
  | 'close'
  | 'paper'
  | 'clock'
  | 'phone'
  | 'pin'
  | 'pen'
  | 'download'
  | 'leave'
  | 'plus'
  | 'minus'
  | 'info'
  | 'globe'
  | 'wallet'
  | 'pause'
  | 'truck'
  | 'copy';

/** Decoration only: a screen reader hears the text beside it, or the label of what it stands in. */
export const Icon = ({ name, size = '' }: { name: IconName; size?: '' | 'small' | 'big' }) => (
  <View className={`icon icon-${name} ${size && `icon-${size}`}`} aria-hidden="true" />
);
