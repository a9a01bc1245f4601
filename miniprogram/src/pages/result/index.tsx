import { View } from '@tarojs/components';
import { call } from '@/api/api';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { PetHeader } from '@/components/pet-header';
import { Screen } from '@/components/screen';
import { Stages } from '@/components/stages';
import { useLive } from '@/hooks/use-live';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Outcome } from './outcome';
import { Withdraw } from './withdraw';

const Result = () => {
  const { id } = useParams('id');
  const application = useResource(id, () => call('get', '/me/applications/{applicationId}', { path: { applicationId: id } }));
  useLive(application.reload);
  return (
    <Load of={application} bones={[80, 260]}>
      {(data) => (
        <View className="stack">
          <Stages now={data.state === 'approved' || data.state === 'contracted' ? 2 : 1} />
          <PetHeader pet={data.pet} title={data.pet.name} />
          <Outcome application={data} reload={application.reload} />
          <Withdraw application={data} reload={application.reload} />
        </View>
      )}
    </Load>
  );
};

export default function ResultPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.result.title}>
      <MembersOnly page="result">{() => <Result />}</MembersOnly>
    </Screen>
  );
}
