import { Form, Input, Select, Switch } from 'antd';
import { useToday } from '../../app/use-today.ts';
import { DayField } from '../../components/day-field.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

/** What an adopter must know of its health. */
export const HealthFields = () => {
  const { t } = useTexts();
  const today = useToday();
  const { fields, missing } = t.pets;
  return (
    <>
      <Form.Item name="vaccines" label={fields.vaccines} rules={[{ type: 'array', max: 20, message: missing.tooMany(20) }]}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} placeholder={fields.vaccinesHint} />
      </Form.Item>
      <div className="fields">
        <Form.Item name="dewormedDate" label={fields.dewormed}>
          <DayField latest={today} />
        </Form.Item>
        <Form.Item name="neutered" label={fields.neutered} valuePropName="checked">
          <Switch checkedChildren={t.states.yes} unCheckedChildren={t.states.no} />
        </Form.Item>
      </div>
      <Form.Item name="notes" label={fields.notes} rules={[{ max: 500, message: missing.tooLong(500) }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </>
  );
};
