import type { Schemas } from '@petpact/api/client';
import { Form, type FormInstance, Input, Radio } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';
import { STAFF_CAUSES, type StaffCause, sayConsequence, whyClosed } from './ending.ts';

/** Why the shop ends a contract: a cause of the agreement, and words for the adopter. */
export interface Wish {
  cause: StaffCause;
  reason: string;
}

interface EndWishProps {
  form: FormInstance<Wish>;
  adoption: Schemas['Adoption'];
  hidden: boolean;
  onWish(wish: Wish): void;
}

const LONGEST = 200;

/** The causes with what the contract says of each, and the reason. */
export const EndWish = ({ form, adoption, hidden, onWish }: EndWishProps) => {
  const { t, language } = useTexts();
  const words = t.ending;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      hidden={hidden}
      onFinish={({ cause, reason }) => onWish({ cause, reason: reason.trim() })}
    >
      <Form.Item name="cause" label={words.pickCause} rules={[{ required: true, message: words.pickCause }]}>
        <Radio.Group className="column">
          {STAFF_CAUSES.map((cause) => {
            const closed = whyClosed(cause, adoption, { t, language });
            return (
              <Radio key={cause} value={cause} disabled={closed !== undefined}>
                {words.causes[cause]?.[0]}
                <small className="under">{sayConsequence(cause, adoption.contract.terms.rules, t)}</small>
                {closed && <small className="under">{closed}</small>}
              </Radio>
            );
          })}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[
          { required: true, whitespace: true, message: t.write.reasonRequired },
          { max: LONGEST, message: t.write.tooLong(LONGEST) },
        ]}
      >
        <Input.TextArea rows={3} placeholder={words.reasonHint} maxLength={LONGEST} showCount />
      </Form.Item>
    </Form>
  );
};
