import { Button, Card, Form, Input, Radio, Select } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';
import { HealthFields } from './health-fields.tsx';
import { LooksFields } from './looks-fields.tsx';
import type { PetDraft } from './pet-input.ts';
import { PictureUpload } from './picture-upload.tsx';

interface PetFormProps {
  initial: Partial<PetDraft>;
  /** An applicant holds it: then it stays on show. */
  held?: boolean;
  busy: boolean;
  onSave(draft: PetDraft): void;
  onCancel(): void;
}

/** Everything that is told of a pet. */
export const PetForm = ({ initial, held = false, busy, onSave, onCancel }: PetFormProps) => {
  const { t } = useTexts();
  const { fields, missing, stateHints } = t.pets;
  return (
    <Form<PetDraft> layout="vertical" initialValues={initial} onFinish={onSave} scrollToFirstError className="pet-form">
      <div className="two-columns">
        <div className="column">
          <Card title={t.pets.facts}>
            <LooksFields />
          </Card>
          <Card title={t.pets.health}>
            <HealthFields />
          </Card>
        </div>
        <div className="column">
          <Card title={fields.pictures}>
            <Form.Item
              name="pictures"
              noStyle
              dependencies={['state']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: async (_, pictures: unknown[] = []) => {
                    if (getFieldValue('state') === 'available' && pictures.length === 0) throw new Error(missing.picture);
                  },
                }),
              ]}
            >
              <PictureUpload />
            </Form.Item>
            <Form.Item shouldUpdate noStyle>
              {({ getFieldError }) => (
                <p className="field-error" role="alert">
                  {getFieldError('pictures')[0]}
                </p>
              )}
            </Form.Item>
          </Card>
          <Card title={t.pets.story}>
            <Form.Item name="story" label={fields.story} rules={[{ max: 2000, message: missing.tooLong(2000) }]}>
              <Input.TextArea rows={6} maxLength={2000} showCount placeholder={fields.storyHint} />
            </Form.Item>
            <Form.Item name="traits" label={fields.traits} rules={[{ type: 'array', max: 12, message: missing.tooMany(12) }]}>
              <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} placeholder={fields.traitsHint} />
            </Form.Item>
          </Card>
          <Card>
            <Form.Item name="state" label={fields.state}>
              <Radio.Group
                disabled={held}
                vertical
                options={(['draft', 'available'] as const).map((value) => ({ value, label: stateHints[value] }))}
              />
            </Form.Item>
            <div className="buttons">
              <Button type="primary" htmlType="submit" loading={busy}>
                {t.actions.save}
              </Button>
              <Button onClick={onCancel}>{t.actions.cancel}</Button>
            </div>
          </Card>
        </div>
      </div>
    </Form>
  );
};
