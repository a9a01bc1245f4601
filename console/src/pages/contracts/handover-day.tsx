import { type Schemas, unwrap } from '@petpact/api/client';
import { Form, Modal } from 'antd';
import { useEffect } from 'react';
import { staffApi } from '../../app/api.ts';
import { useToday } from '../../app/use-today.ts';
import { useWrite } from '../../app/use-write.ts';
import { DayField } from '../../components/day-field.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

/** Asks for the day of handover, not before today. */
export const HandoverDay = ({ contract, open, onClose }: { contract: Schemas['Contract']; open: boolean; onClose(): void }) => {
  const { t } = useTexts();
  const words = t.contracts.handover;
  const today = useToday();
  const [form] = Form.useForm<{ date: string }>();
  const { contractId, handoverDate } = contract;
  useEffect(() => {
    if (open) form.setFieldsValue({ date: handoverDate });
  }, [open, form, handoverDate]);
  const book = useWrite({
    send: (date: string, header) =>
      unwrap(staffApi.POST('/shop/contracts/{contractId}/handover', { params: { path: { contractId }, header }, body: { date } })),
    touches: ['contracts'],
    done: () => words.booked,
  });
  return (
    <Modal
      open={open}
      title={words.bookTitle}
      okText={t.actions.confirm}
      cancelText={t.actions.cancel}
      okButtonProps={{ loading: book.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      forceRender
    >
      <p className="soft">{words.bookText}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ date }) => book.mutate(date, { onSuccess: onClose })}>
        <Form.Item name="date" label={words.date} rules={[{ required: true, message: words.dateMissing }]}>
          <DayField earliest={today} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
