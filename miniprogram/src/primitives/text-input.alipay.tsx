import { Input, Textarea } from '@tarojs/components';
import type { TextInputProps } from './primitive-props';

export const TextInput = ({ label, value, onChange, hint, maxLength, keyboard = 'text', lines, name }: TextInputProps) => {
  const shared = { className: 'input', 'aria-label': label, value, placeholder: hint, maxlength: maxLength ?? 140, name };
  if (lines) return <Textarea {...shared} autoHeight onInput={(event) => onChange(event.detail.value)} />;
  return <Input {...shared} type={keyboard} onInput={(event) => onChange(event.detail.value)} />;
};
