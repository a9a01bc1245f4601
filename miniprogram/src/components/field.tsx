import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { TextInputProps } from '@/primitives/primitive-props';
import { TextInput } from '@/primitives/text-input';

/** A label over any control. */
export const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  <View className="field">
    <View className="field-label">{label}</View>
    {children}
  </View>
);

/** A line or a box to write in, with what is wrong about it. */
export const Field = ({ wrong, ...input }: TextInputProps & { wrong?: string }) => (
  <View className={`field ${wrong ? 'field-invalid' : ''}`}>
    <View className="field-label" aria-hidden="true">
      {input.label}
    </View>
    <TextInput {...input} invalid={Boolean(wrong)} />
    {wrong && (
      <View className="field-wrong" role="alert">
        {wrong}
      </View>
    )}
  </View>
);
