import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { Stages } from '@/components/stages';
import { Sum } from '@/components/sum';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useSession } from '@/hooks/use-session';
import { useTexts } from '@/i18n/language';
import { open } from '@/routes';
import { AgreementText } from './agreement-text';

const readBoth = async (contractId: string) => {
  const [adoption, agreement] = await Promise.all([
    call('get', '/me/contracts/{contractId}', { path: { contractId } }),
    call('get', '/me/contracts/{contractId}/agreement', { path: { contractId } }),
  ]);
  return { contract: adoption.contract, agreement };
};

const SignBar = ({ read, contractId }: { read: boolean; contractId: string }) => {
  const { t } = useTexts();
  return (
    <>
      {!read && <View className="note centre agreement-hint">{t.agreement.scroll}</View>}
      <Button id="agreement-read" disabled={!read} onTap={() => void open('sign', { contract: contractId })}>
        {t.agreement.read}
      </Button>
    </>
  );
};

/** The agreement as it will be, or was, signed. A draft can be signed once it was read to its end. */
export default function AgreementPage() {
  const { t } = useTexts();
  const { contract: id } = useParams('contract');
  const session = useSession();
  const both = useResource(session && id, () => readBoth(id));
  const [read, setRead] = useState(false);
  const draft = both.data?.contract.state === 'draft';
  return (
    <Screen title={t.agreement.title} footer={draft && <SignBar read={read} contractId={id} />}>
      <MembersOnly page="agreement">
        {() => (
          <Load of={both} bones={[40, 80, 360]}>
            {({ contract, agreement }) => (
              <View className="stack">
                {draft ? (
                  <Stages now={4} />
                ) : (
                  <Notice tone="good" icon="check">
                    {t.agreement.signed}
                  </Notice>
                )}
                <Sum amountFen={contract.terms.amountFen} periods={contract.terms.periods} totalFen={contract.terms.totalFen} />
                <View className="note">{t.agreement.official}</View>
                <AgreementText agreement={agreement} onEnd={() => setRead(true)} />
              </View>
            )}
          </Load>
        )}
      </MembersOnly>
    </Screen>
  );
}
