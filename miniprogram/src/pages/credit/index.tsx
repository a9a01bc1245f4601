import { View } from '@tarojs/components';
import { call } from '@/api/api';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Facts } from '@/components/facts';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { Stages } from '@/components/stages';
import { CONSENT_TEXTS } from '@/consent-texts';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { replace } from '@/routes';

/** Consent to the Zhima check, or its refusal: both lead on. */
const Consent = () => {
  const { t } = useTexts();
  const { id } = useParams('id');
  const check = useAction(async (authorised: boolean) => {
    await call('post', '/me/consents', { body: { purpose: 'zhima', textVersion: CONSENT_TEXTS.zhima, granted: authorised } });
    await call('post', '/me/applications/{applicationId}/credit-check', { path: { applicationId: id }, body: { authorised } });
    await replace('result', { id });
  });
  const { credit } = t;
  return (
    <View className="stack-wide">
      <Stages now={1} />
      <Heading level={1}>{credit.heading}</Heading>
      <View className="text">{credit.text}</View>
      <View className="card">
        <Facts
          rows={[
            [credit.what, credit.whatText],
            [credit.why, credit.whyText],
            [credit.keep, credit.keepText],
          ]}
        />
      </View>
      <ErrorNote error={check.error} />
      <Button id="authorise" kind="alipay" busy={check.busy} onTap={() => check.run(true)}>
        {check.busy ? credit.checking : credit.agree}
      </Button>
      <Button id="refuse" kind="plain" disabled={check.busy} onTap={() => check.run(false)}>
        {credit.refuse}
      </Button>
      <View className="note centre">{credit.refuseNote}</View>
    </View>
  );
};

export default function Credit() {
  const { t } = useTexts();
  return (
    <Screen title={t.credit.title}>
      <MembersOnly page="credit">{() => <Consent />}</MembersOnly>
    </Screen>
  );
}
