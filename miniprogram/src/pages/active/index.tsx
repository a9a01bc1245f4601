import { View } from '@tarojs/components';
import { call } from '@/api/api';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { NextCharge } from '@/components/next-charge';
import { Picture } from '@/components/picture';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { useLive } from '@/hooks/use-live';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { replace } from '@/routes';
import { Subscribe } from './subscribe';

const Active = () => {
  const { t } = useTexts();
  const { contract: id } = useParams('contract');
  const adoption = useResource(id, () => call('get', '/me/contracts/{contractId}', { path: { contractId: id } }));
  useLive(adoption.reload);
  return (
    <Load of={adoption} bones={[260, 120]}>
      {({ contract, plan }) => {
        const settled = contract.state !== 'signed';
        const text = contract.state === 'awaitingHandover' ? t.active.handoverText : t.active.text;
        return (
          <View className="stack">
            <Picture src={contract.pet.picture} label={contract.pet.name} width="100%" height="240px" radius="22px" />
            <State
              icon="heart"
              tone={settled ? 'good' : 'wait'}
              title={t.active.heading(contract.pet.name)}
              text={settled ? text : t.active.settling}
            />
            {plan && <NextCharge plan={plan} />}
            <Subscribe />
            <Button id="see-adoption" onTap={() => void replace('contract', { id })}>
              {t.active.see}
            </Button>
          </View>
        );
      }}
    </Load>
  );
};

export default function ActivePage() {
  const { t } = useTexts();
  return (
    <Screen title={t.active.title}>
      <MembersOnly page="active">{() => <Active />}</MembersOnly>
    </Screen>
  );
}
