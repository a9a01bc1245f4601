import type { ReactNode } from 'react';
import { Tap } from '@/primitives/tap';

interface ButtonProps {
  onTap: () => void;
  kind?: 'primary' | 'second' | 'plain' | 'alipay';
  small?: boolean;
  busy?: boolean;
  disabled?: boolean;
  id?: string;
  label?: string;
  children: ReactNode;
}

export const Button = ({ onTap, kind = 'primary', small, busy, disabled, id, label, children }: ButtonProps) => (
  <Tap
    id={id}
    label={label}
    onTap={onTap}
    disabled={disabled || busy}
    className={`button button-${kind} ${small ? 'button-small' : ''} ${disabled ? 'button-off' : ''} ${busy ? 'button-busy' : ''}`}
  >
    {children}
  </Tap>
);
