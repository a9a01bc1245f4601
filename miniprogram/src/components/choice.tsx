import { View } from '@tarojs/components';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { Labelled } from './field';
import { Icon } from './icon';

interface ChoiceProps<V extends string | number> {
  label: string;
  options: { value: V; name: string }[];
  value: V;
  onChange: (value: V) => void;
}

export const Choice = <V extends string | number>({ label, options, value, onChange }: ChoiceProps<V>) => (
  <Labelled label={label}>
    <View className="choices" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Tap
          key={option.value}
          role="radio"
          checked={option.value === value}
          className={`choice ${option.value === value ? 'choice-on' : ''}`}
          onTap={() => onChange(option.value)}
        >
          {option.name}
        </Tap>
      ))}
    </View>
  </Labelled>
);

interface CounterProps {
  label: string;
  value: number;
  min: number;
  max: number;
  say: (n: number) => string;
  onChange: (value: number) => void;
}

export const Counter = ({ label, value, min, max, say, onChange }: CounterProps) => {
  const { t } = useTexts();
  const step = (by: number, name: string, icon: 'minus' | 'plus', off: boolean) => (
    <Tap
      className={`counter-step ${off ? 'counter-off' : ''}`}
      label={`${label}: ${name}`}
      disabled={off}
      onTap={() => onChange(value + by)}
    >
      <Icon name={icon} />
    </Tap>
  );
  return (
    <View className="spread" role="group" aria-label={label}>
      <View className="strong">{label}</View>
      <View className="counter">
        {step(-1, t.app.less, 'minus', value <= min)}
        <View className="counter-value" aria-live="polite">
          {say(value)}
        </View>
        {step(1, t.app.more, 'plus', value >= max)}
      </View>
    </View>
  );
};

export const Tick = ({
  checked,
  onChange,
  children,
  id,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: string;
  id?: string;
}) => (
  <Tap id={id} role="checkbox" checked={checked} className={`tick ${checked ? 'tick-on' : ''}`} onTap={() => onChange(!checked)}>
    <View className="tick-box">{checked && <Icon name="check" size="small" />}</View>
    <View className="grow">{children}</View>
  </Tap>
);

export const Switch = ({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <Tap role="switch" checked={on} label={label} className={`switch ${on ? 'switch-on' : ''}`} onTap={() => onChange(!on)}>
    <View className="switch-track">
      <View className="switch-knob" />
    </View>
  </Tap>
);
