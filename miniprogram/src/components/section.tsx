import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Heading } from '@/primitives/heading';

export const Section = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <View className="section">
    <View className="spread section-title">
      <Heading level={2}>{title}</Heading>
      {aside}
    </View>
    {children}
  </View>
);
