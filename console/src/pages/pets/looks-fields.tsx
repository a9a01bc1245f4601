import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useToday } from '../../app/use-today.ts';
import { DayField } from '../../components/day-field.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

const SPECIES = ['dog', 'cat', 'rabbit', 'other'] as const;

/** Who it is: name, kind, birth, looks. */
export const LooksFields = () => {
  const { t } = useTexts();
  const today = useToday();
  const { fields, missing } = t.pets;
  return (
    <div className="fields">
      <Form.Item
        name="name"
        label={fields.name}
        rules={[
          { required: true, whitespace: true, message: missing.name },
          { max: 30, message: missing.tooLong(30) },
        ]}
      >
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="species" label={fields.species} rules={[{ required: true }]}>
        <Select options={SPECIES.map((value) => ({ value, label: t.pets.species[value] }))} />
      </Form.Item>
      <Form.Item
        name="breed"
        label={fields.breed}
        rules={[
          { required: true, whitespace: true, message: missing.breed },
          { max: 40, message: missing.tooLong(40) },
        ]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="sex" label={fields.sex} rules={[{ required: true }]}>
        <Radio.Group options={(['female', 'male'] as const).map((value) => ({ value, label: t.pets.sexes[value] }))} />
      </Form.Item>
      <Form.Item name="birthDate" label={fields.birthDate} rules={[{ required: true, message: missing.birthDate }]}>
        <DayField latest={today} />
      </Form.Item>
      <Form.Item
        name="weightKg"
        label={fields.weight}
        rules={[
          { required: true, message: missing.weight },
          { type: 'number', min: 0.01, max: 200, message: missing.weightRange },
        ]}
      >
        <InputNumber min={0.01} max={200} step={0.1} precision={2} suffix={fields.weightUnit} className="full" />
      </Form.Item>
      <Form.Item name="colour" label={fields.colour} rules={[{ max: 40, message: missing.tooLong(40) }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </div>
  );
};
