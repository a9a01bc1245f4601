import type { ReactNode } from 'react';

/** Anything that can be tapped; on the web a real button, reachable by keyboard and screen reader. */
export interface TapProps {
  className?: string;
  onTap: () => void;
  label?: string;
  disabled?: boolean;
  role?: 'button' | 'radio' | 'checkbox' | 'switch' | 'tab' | 'link';
  /** State of a radio, checkbox, switch or tab. */
  checked?: boolean;
  id?: string;
  children?: ReactNode;
}

export interface TextInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  maxLength?: number;
  keyboard?: 'text' | 'number' | 'idcard';
  lines?: number;
  invalid?: boolean;
  name?: string;
}

export interface HeadingProps {
  level: 1 | 2 | 3;
  className?: string;
  children: ReactNode;
}
