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

/** The agreement as it will be, or was, signed. A draft can be signed once it was read to its end. */
const Reading = () => {
  const { t } = useTexts();
  const { contract: id } = useParams('contract');
  const both = useResource(id, () => readBoth(id));
  const [read, setRead] = useState(false);
  return (
    <Load of={both} bones={[40, 80, 360]}>
      {({ contract, agreement }) => (
        <View className="stack">
          {contract.state === 'draft' && <Stages now={4} />}
          <Sum amountFen={contract.terms.amountFen} periods={contract.terms.periods} totalFen={contract.terms.totalFen} />
          <AgreementText agreement={agreement} onEnd={() => setRead(true)} />
          <View className="note">{t.agreement.official}</View>
          {contract.state === 'draft' ? (
            <>
              {!read && <Notice tone="wait">{t.agreement.scroll}</Notice>}
              <Button id="agreement-read" disabled={!read} onTap={() => void open('sign', { contract: id })}>
                {t.agreement.read}
              </Button>
            </>
          ) : (
            <Notice tone="good" icon="check">
              {t.agreement.signed}
            </Notice>
          )}
        </View>
      )}
    </Load>
  );
};

export default function AgreementPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.agreement.title}>
      <MembersOnly page="agreement">{() => <Reading />}</MembersOnly>
    </Screen>
  );
}
