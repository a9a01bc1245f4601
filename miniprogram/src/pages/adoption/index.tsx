import { View } from '@tarojs/components';
import { call } from '@/api/api';
import type { Application } from '@/api/model';
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
const OPEN: readonly Application['state'][] = ['submitted', 'underReview', 'asked', 'approved'];
/** Of those that came to nothing, the newest are shown, so that nobody wonders what became of them. */
const CLOSED: readonly Application['state'][] = ['declined', 'expired'];
const CLOSED_SHOWN = 2;

const readOwn = async () => {
  const [applications, contracts] = await Promise.all([
    call('get', '/me/applications', { query: { pageSize: 20 } }),
    call('get', '/me/contracts', { query: { pageSize: 20 } }),
  ]);
  const open = applications.items.filter(({ state }) => OPEN.includes(state));
  const closed = applications.items.filter(({ state }) => CLOSED.includes(state)).slice(0, CLOSED_SHOWN);
  return { applications: [...open, ...closed], contracts: contracts.items };
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
