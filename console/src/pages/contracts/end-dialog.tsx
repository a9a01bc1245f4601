import type { Schemas } from '@petpact/api/client';
import { Alert, Form, Modal } from 'antd';
import { sayDate } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { EndWish, type Wish } from './end-wish.tsx';
import { sayConsequence } from './ending.ts';
import { Settlement } from './settlement.tsx';
import { useEnding } from './use-ending.ts';

/** Ends a contract in two steps: why, then what it comes to. */
export const EndDialog = ({ adoption, open, onClose }: { adoption: Schemas['Adoption']; open: boolean; onClose(): void }) => {
  const { t } = useTexts();
  const words = t.ending;
  const [form] = Form.useForm<Wish>();
  const { shown, busy, preview, confirm, back } = useEnding(adoption.contract.contractId, onClose);
  const act = shown?.wish.cause === 'shopWish' ? words.announce : words.sure;
  return (
    <Modal
      open={open}
      title={shown ? words.previewTitle : words.title}
      okText={shown ? act : words.preview}
      cancelText={shown ? words.back : t.actions.cancel}
      okButtonProps={{ danger: shown !== undefined, loading: busy }}
      cancelButtonProps={{ disabled: busy }}
      mask={{ closable: false }}
      onOk={() => (shown ? confirm() : form.submit())}
      onCancel={() => (shown ? back() : onClose())}
    >
      {shown && <Preview shown={shown} terms={adoption.contract.terms} />}
      <EndWish form={form} adoption={adoption} hidden={shown !== undefined} onWish={preview} />
    </Modal>
  );
};

interface PreviewProps {
  shown: NonNullable<ReturnType<typeof useEnding>['shown']>;
  terms: Schemas['Terms'];
}

const Preview = ({ shown: { wish, settlement, changed }, terms }: PreviewProps) => {
  const { t, language } = useTexts();
  const words = t.ending;
  return (
    <div className="column">
      {changed && <Alert type="warning" showIcon title={words.changed} />}
      <p>
        {words.causes[wish.cause]?.[0]} · {words.effective} <b>{sayDate(settlement.effectiveDate, language)}</b>
      </p>
      <p className="soft">
        {sayConsequence(wish.cause, terms.rules, t)}
        {wish.cause === 'shopWish' && ` ${words.onTheDay}`}
      </p>
      <Settlement settlement={settlement} amountFen={terms.amountFen} />
    </div>
  );
};
