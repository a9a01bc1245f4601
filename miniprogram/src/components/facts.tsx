import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

/** Names and values, one under the other; empty values are left out. */
export const Facts = ({ rows }: { rows: [name: string, value: ReactNode][] }) => (
  <View className="facts">
    {rows
      .filter(([, value]) => value !== '' && value !== undefined && value !== null)
      .map(([name, value]) => (
        <View key={name} className="fact">
          <View className="fact-name">{name}</View>
          <View className="fact-value">{value}</View>
        </View>
      ))}
  </View>
);
