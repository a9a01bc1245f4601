import { Form, Input, Modal } from 'antd';
import { type ReactNode, useEffect, useId } from 'react';
import { useTexts } from '../i18n/use-texts.ts';

interface ReasonModalProps {
  open: boolean;
  title: string;
  text?: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** Most characters. */
  longest?: number;
  danger?: boolean;
  submit: string;
  busy: boolean;
  /** Stands between the text and the field. */
  children?: ReactNode;
  onSubmit(text: string): void;
  onClose(): void;
}

const LONGEST = 500;

/** Asks for the words that belong to a decision. */
export const ReasonModal = ({
  open,
  title,
  text,
  label,
  hint,
  required = true,
  danger = false,
  longest = LONGEST,
  submit,
  busy,
  children,
  onSubmit,
  onClose,
}: ReasonModalProps) => {
  const { t } = useTexts();
  const [form] = Form.useForm<{ text: string }>();
  // Several of these stand on a page; the name keeps their fields apart for labels.
  const name = useId();
  useEffect(() => {
    if (open) form.resetFields();
  }, [open, form]);
  return (
    <Modal
      open={open}
      title={title}
      okText={submit}
      cancelText={t.actions.cancel}
      okButtonProps={{ danger, loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      forceRender
    >
      {text && <p className="soft">{text}</p>}
      {children}
      <Form name={name} form={form} layout="vertical" requiredMark={false} onFinish={(values) => onSubmit((values.text ?? '').trim())}>
        <Form.Item
          name="text"
          label={label}
          rules={[
            { required, whitespace: required, message: t.write.reasonRequired },
            { max: longest, message: t.write.tooLong(longest) },
          ]}
        >
          <Input.TextArea rows={4} placeholder={hint} maxLength={longest} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
};
