import { FilePdfOutlined } from '@ant-design/icons';
import { type Schemas, unwrap } from '@petpact/api/client';
import { App, Button } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { sayError } from '../../app/say-error.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** How long the browser keeps the opened file's address. */
const KEPT_MS = 60_000;

/** Opens the signed agreement. It is fetched with the session's token, so its address alone opens nothing. */
export const AgreementButton = ({ contract: { contractId, pdfHash } }: { contract: Schemas['Contract'] }) => {
  const { t, language } = useTexts();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (pdfHash === '') return null;
  const open = async () => {
    // Opened within the click, or the browser takes it for an advertisement.
    const tab = window.open('', '_blank');
    if (!tab) return void message.warning(t.contracts.agreementBlocked);
    setBusy(true);
    try {
      const path = { contractId };
      const pdf = await unwrap(staffApi.GET('/shop/contracts/{contractId}/agreement.pdf', { params: { path }, parseAs: 'blob' }));
      const address = URL.createObjectURL(new Blob([pdf as BlobPart], { type: 'application/pdf' }));
      tab.location.replace(address);
      setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
    } catch (error) {
      tab.close();
      void message.error(sayError(error, language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<FilePdfOutlined aria-hidden="true" />} loading={busy} onClick={() => void open()}>
      {t.contracts.agreementOpen}
    </Button>
  );
};
