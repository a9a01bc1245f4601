import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Agreement } from '@/api/model';
import { Button } from '@/components/button';
import { Tick } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { Stages } from '@/components/stages';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { replace } from '@/routes';
import { SignaturePad } from './signature-pad';
import { useSignature } from './use-signature';

const Signing = ({ contractId, agreement }: { contractId: string; agreement: Agreement }) => {
  const { t, language } = useTexts();
  const signature = useSignature();
  const [consent, setConsent] = useState(false);
  const [checked, setChecked] = useState(false);
  const sign = useAction(async () => {
    setChecked(true);
    if (signature.empty || !consent) return;
    const body = { signaturePng: signature.png(), textHash: agreement.textHash, consent };
    await call('post', '/me/contracts/{contractId}/sign', { path: { contractId }, body });
    await replace('mandate', { contract: contractId });
  });
  const missing = checked && (signature.empty ? t.sign.empty : !consent && t.sign.consentMissing);
  return (
    <View className="stack">
      <Stages now={4} />
      <View className="spread">
        <Heading level={2}>{t.sign.heading}</Heading>
        <Button small kind="second" onTap={signature.clear}>
          {t.sign.clear}
        </Button>
      </View>
      <SignaturePad signature={signature} />
      <View className="card">
        <Tick id="consent" checked={consent} onChange={setConsent}>
          {language === 'en' ? agreement.consentTextEn : agreement.consentText}
        </Tick>
      </View>
      <Notice icon="shield" tone="good">
        {t.sign.seal}
      </Notice>
      {missing && <Notice tone="bad">{missing}</Notice>}
      <ErrorNote error={sign.error} />
      <Button id="sign" busy={sign.busy} onTap={sign.run}>
        {sign.busy ? t.sign.working : t.sign.submit}
      </Button>
    </View>
  );
};

const Sign = () => {
  const { contract: id } = useParams('contract');
  const agreement = useResource(id, () => call('get', '/me/contracts/{contractId}/agreement', { path: { contractId: id } }));
  return (
    <Load of={agreement} bones={[40, 220, 80]}>
      {(data) => <Signing contractId={id} agreement={data} />}
    </Load>
  );
};

export default function SignPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.sign.title}>
      <MembersOnly page="sign">{() => <Sign />}</MembersOnly>
    </Screen>
  );
}
