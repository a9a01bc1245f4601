import { StopOutlined } from '@ant-design/icons';
import { ApiRefusal, type Schemas, unwrap } from '@petpact/api/client';
import { App, Button, Form, Input, Modal, Radio, Tooltip } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { sayError } from '../../app/say-error.ts';
import { staffSession, useSession } from '../../app/session.ts';
import { useWrite } from '../../app/use-write.ts';
import { sayDate } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { canEnd, mayEnd, overdueCount, STAFF_CAUSES, type StaffCause } from './ending.ts';
import { Settlement } from './settlement.tsx';

interface Wish {
  cause: StaffCause;
  reason: string;
}

const LONGEST = 200;

/** Ends a contract in two steps: why, then what it comes to. */
export const EndContract = ({ adoption: { contract, plan } }: { adoption: Schemas['Adoption'] }) => {
  const { t, language } = useTexts();
  const words = t.ending;
  const { message } = App.useApp();
  const roles = useSession(staffSession)?.principal.roles ?? [];
  const [form] = Form.useForm<Wish>();
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<{ wish: Wish; settlement: Schemas['Settlement'] }>();
  const path = { contractId: contract.contractId };
  const close = () => {
    setOpen(false);
    setShown(undefined);
  };
  const preview = async (wish: Wish) => {
    setBusy(true);
    try {
      const params = { path, query: { cause: wish.cause } };
      setShown({ wish, settlement: await unwrap(staffApi.GET('/shop/contracts/{contractId}/ending', { params })) });
    } catch (error) {
      void message.error(sayError(error as Error, language));
    } finally {
      setBusy(false);
    }
  };
  const end = useWrite({
    send: ({ cause, reason, settlementId }: Wish & { settlementId: string }, header) =>
      unwrap(staffApi.POST('/shop/contracts/{contractId}/ending', { params: { path, header }, body: { cause, reason, settlementId } })),
    touches: ['contracts', 'pets'],
    done: ({ state, ending }) =>
      state === 'terminated' || state === 'breached' ? words.done : words.announced(sayDate(ending?.settlement.effectiveDate, language)),
    onRefused: (error) => {
      if (!(error instanceof ApiRefusal) || error.reason !== 'SETTLEMENT_CHANGED' || !shown) return false;
      void message.warning(words.changed, 6);
      void preview(shown.wish);
      return true;
    },
  });
  if (!canEnd(contract)) return null;
  const { breachAfterOverdue } = contract.terms.rules;
  const overdue = overdueCount(plan);
  const isAllowed = mayEnd(roles);
  const confirm = () => shown && end.mutate({ ...shown.wish, settlementId: shown.settlement.settlementId }, { onSuccess: close });
  return (
    <>
      <Tooltip title={isAllowed ? undefined : words.rolesOnly}>
        <Button danger icon={<StopOutlined aria-hidden="true" />} disabled={!isAllowed} onClick={() => setOpen(true)}>
          {words.action}
        </Button>
      </Tooltip>
      <Modal
        open={isOpen}
        title={shown ? words.previewTitle : words.title}
        okText={shown ? (shown.wish.cause === 'shopWish' ? words.announce : words.sure) : words.preview}
        cancelText={shown ? words.back : t.actions.cancel}
        okButtonProps={{ danger: shown !== undefined, loading: busy || end.isPending }}
        onOk={() => (shown ? confirm() : form.submit())}
        onCancel={() => (shown ? setShown(undefined) : close())}
        destroyOnHidden={false}
      >
        {shown && (
          <>
            <p>
              {words.effective} <b>{sayDate(shown.settlement.effectiveDate, language)}</b>
            </p>
            <p className="soft">{words.causes[shown.wish.cause]?.[1]}</p>
            <Settlement settlement={shown.settlement} amountFen={contract.terms.amountFen} />
          </>
        )}
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          hidden={shown !== undefined}
          onFinish={({ cause, reason }) => void preview({ cause, reason: reason.trim() })}
        >
          <Form.Item name="cause" label={words.pickCause} rules={[{ required: true, message: words.pickCause }]}>
            <Radio.Group className="column">
              {STAFF_CAUSES.map((cause) => (
                <Radio key={cause} value={cause} disabled={cause === 'adopterBreach' && overdue < breachAfterOverdue}>
                  {words.causes[cause]?.[0]}
                  <small className="under">
                    {cause === 'adopterBreach' ? words.breachNeeds(overdue, breachAfterOverdue) : words.causes[cause]?.[1]}
                  </small>
                </Radio>
              ))}
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
      </Modal>
    </>
  );
};
