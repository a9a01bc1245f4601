import { View } from '@tarojs/components';
import type { TapProps } from './primitive-props';

export const Tap = ({ className, onTap, label, disabled, role, id, children }: TapProps) => (
  <View
    id={id}
    className={`tap ${disabled ? 'tap-disabled' : ''} ${className ?? ''}`}
    hoverClass={disabled ? 'none' : 'tap-hover'}
    aria-role={role ?? 'button'}
    aria-label={label}
    onClick={() => !disabled && onTap()}
  >
    {children}
  </View>
);
