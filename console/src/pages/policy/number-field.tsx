import { Form, InputNumber } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';
import { type Hours, type Rule, UNITS } from './rules.ts';

/** One number of the policy with its explanation and unit. The platform's own bounds are told when it refuses. */
export const NumberField = ({ rule, name }: { rule: Rule | Hours; name: string | string[] }) => {
  const { t } = useTexts();
  const unit = UNITS[rule];
  const { title, text } = t.policy.fields[rule];
  return (
    <Form.Item name={name} label={title} extra={text} rules={[{ required: true, message: t.policy.required }]}>
      <InputNumber
        min={0}
        precision={unit === 'yuan' || unit === 'percent' ? 2 : 0}
        suffix={t.policy.units[unit]}
        className="number-field"
      />
    </Form.Item>
  );
};
