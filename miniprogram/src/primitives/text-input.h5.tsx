import type { TextInputProps } from './primitive-props';

const MODES = { text: 'text', number: 'numeric', idcard: 'text' } as const;

export const TextInput = ({ label, value, onChange, hint, maxLength, keyboard = 'text', lines, invalid, name }: TextInputProps) => {
  const shared = {
    className: 'input',
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    value,
    placeholder: hint,
    maxLength,
    name,
  };
  if (lines) return <textarea {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />;
  return <input {...shared} inputMode={MODES[keyboard]} onChange={(event) => onChange(event.target.value)} />;
};
