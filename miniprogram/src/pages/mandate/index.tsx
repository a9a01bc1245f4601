import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Adoption } from '@/api/model';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { Stages } from '@/components/stages';
import { useLive } from '@/hooks/use-live';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { waitsForHandoverDate } from '@/plan-view';
import { Ask } from './ask';
import { HandoverFirst } from './handover-first';
import { Proving } from './proving';

/** Alipay's word for a person who turned back; any other end is asked of the server. */
const CANCELLED = '6001';

/** The mandate: first what is asked, then, back from Alipay, waiting for Alipay's own word. */
const Mandate = () => {
  const { contract: id, back, result } = useParams('contract', 'back', 'result');
  const [asking, setAsking] = useState(back !== '1' || result === CANCELLED);
  const adoption = useResource(id, () => call('get', '/me/contracts/{contractId}', { path: { contractId: id } }));
  useLive(adoption.reload);
  const stepOf = (data: Adoption) => {
    if (waitsForHandoverDate(data.contract)) return <HandoverFirst contractId={id} />;
    if (!asking) return <Proving contractId={id} onAgain={() => setAsking(true)} />;
    return <Ask adoption={data} cancelled={result === CANCELLED} onBack={() => setAsking(false)} reload={adoption.reload} />;
  };
  return (
    <Load of={adoption} bones={[40, 120, 200]}>
      {(data) => (
        <View className="stack">
          <Stages now={5} />
          {stepOf(data)}
        </View>
      )}
    </Load>
  );
};

export default function MandatePage() {
  const { t } = useTexts();
  return (
    <Screen title={t.mandate.title}>
      <MembersOnly page="mandate">{() => <Mandate />}</MembersOnly>
    </Screen>
  );
}
