import type { TapProps } from './primitive-props';

const stateOf = ({ role, checked }: TapProps) => {
  if (role === 'tab') return { 'aria-selected': checked };
  return role && role !== 'button' && role !== 'link' ? { 'aria-checked': checked } : {};
};

export const Tap = (props: TapProps) => (
  <button
    type="button"
    id={props.id}
    className={`tap ${props.className ?? ''}`}
    role={props.role === 'button' ? undefined : props.role}
    aria-label={props.label}
    disabled={props.disabled}
    onClick={props.onTap}
    {...stateOf(props)}
  >
    {props.children}
  </button>
);
