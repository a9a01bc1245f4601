import { call } from '@/api/api';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { IdentityForm } from './identity-form';

const readOwn = async () => {
  const [profile, addresses] = await Promise.all([call('get', '/me', {}), call('get', '/me/addresses', {})]);
  return { profile, addresses: addresses.items };
};

const Identity = () => {
  const own = useResource('own', readOwn);
  return (
    <Load of={own} bones={[60, 80, 80, 80]}>
      {(data) => <IdentityForm {...data} />}
    </Load>
  );
};

export default function IdentityPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.identity.title}>
      <MembersOnly page="identity">{() => <Identity />}</MembersOnly>
    </Screen>
  );
}
