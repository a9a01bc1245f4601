import { View } from '@tarojs/components';
import { call } from '@/api/api';
import { AdoptionView } from '@/components/adoption/adoption-view';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { State } from '@/components/state';
import { useLive } from '@/hooks/use-live';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { open } from '@/routes';
import { ApplicationCard, ContractCard } from './cards';

/** Applications that still lead somewhere; a signed one shows as its contract. */
const OPEN = ['submitted', 'underReview', 'asked', 'approved', 'declined'];

const readOwn = async () => {
  const [applications, contracts] = await Promise.all([
    call('get', '/me/applications', { query: { pageSize: 20 } }),
    call('get', '/me/contracts', { query: { pageSize: 20 } }),
  ]);
  return { applications: applications.items.filter(({ state }) => OPEN.includes(state)), contracts: contracts.items };
};

const Own = () => {
  const { t } = useTexts();
  const own = useResource('own', readOwn);
  useLive(own.reload);
  return (
    <Load of={own} bones={[200, 120, 120]}>
      {({ applications, contracts }) => {
        const [only, ...others] = contracts;
        const waiting = applications.filter(({ contractId }) => !contracts.some((contract) => contract.contractId === contractId));
        if (!only && waiting.length === 0) {
          return (
            <State icon="paw" title={t.adoption.none} text={t.adoption.noneText}>
              <Button onTap={() => void open('pets')}>{t.shop.meet}</Button>
            </State>
          );
        }
        return (
          <View>
            {waiting.length > 0 && (
              <Section title={t.adoption.applications}>
                <View className="stack">
                  {waiting.map((each) => (
                    <ApplicationCard key={each.applicationId} application={each} />
                  ))}
                </View>
              </Section>
            )}
            {only && others.length === 0 && <AdoptionView contractId={only.contractId} />}
            {others.length > 0 && (
              <Section title={t.adoption.contracts}>
                <View className="stack">
                  {contracts.map((each) => (
                    <ContractCard key={each.contractId} contract={each} />
                  ))}
                </View>
              </Section>
            )}
          </View>
        );
      }}
    </Load>
  );
};

export default function AdoptionPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.adoption.title} tab>
      <MembersOnly page="adoption">{() => <Own />}</MembersOnly>
    </Screen>
  );
}
