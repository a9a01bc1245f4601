import { View } from '@tarojs/components';
import type { HeadingProps } from './primitive-props';

export const Heading = ({ level, className = '', children }: HeadingProps) => (
  <View className={`h${level} ${className}`} aria-role="heading">
    {children}
  </View>
);
