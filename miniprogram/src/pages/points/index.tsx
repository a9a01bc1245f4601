import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { call } from '@/api/api';
import type { PointsAccount } from '@/api/model';
import { Bones } from '@/components/bones';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { Failed, State } from '@/components/state';
import { sayDate } from '@/format/date';
import { useLive } from '@/hooks/use-live';
import { usePages } from '@/hooks/use-pages';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Entry } from './entry';

const Account = ({ account }: { account: PointsAccount }) => {
  const { t, language } = useTexts();
  const { rules, lots } = account;
  const soonest = [...lots].filter(({ left }) => left > 0).sort((one, other) => one.expireDate.localeCompare(other.expireDate))[0];
  return (
    <View className="stack">
      <View className="card card-warm">
        <View className="note">{t.points.balance}</View>
        <View className="points-balance" id="points-balance">
          {account.balance}
        </View>
        {soonest && <View className="note">{t.points.expiring(soonest.left, sayDate(soonest.expireDate, language))}</View>}
      </View>
      {account.debt > 0 && <Notice tone="wait">{t.points.debt(account.debt)}</Notice>}
      <View className="card">
        <View className="strong">{t.points.rules}</View>
        <View className="text">{t.points.earn(rules.pointsPerYuan)}</View>
        <View className="text">{t.points.streak(rules.streakLength, rules.streakBonus)}</View>
        <View className="text">{t.points.valid(rules.validMonths)}</View>
      </View>
    </View>
  );
};

const Points = () => {
  const { t } = useTexts();
  const account = useResource('points', () => call('get', '/me/points', {}));
  const entries = usePages('entries', (pageToken) => call('get', '/me/points/entries', { query: { pageSize: 20, pageToken } }));
  useReachBottom(entries.more);
  useLive(async () => {
    await Promise.all([account.reload(), entries.reload()]);
  });
  return (
    <View>
      <Load of={account} bones={[120, 100]}>
        {(data) => <Account account={data} />}
      </Load>
      <Section title={t.points.history}>
        {entries.items?.length === 0 && <State icon="star" title={t.points.none} text={t.points.noneText} />}
        {entries.items && entries.items.length > 0 && (
          <View className="card lines">
            {entries.items.map((entry) => (
              <Entry key={entry.entryId} entry={entry} />
            ))}
          </View>
        )}
        {entries.loading && !entries.items && <Bones heights={[54, 54, 54]} />}
        {Boolean(entries.error) && <Failed error={entries.error} retry={() => void entries.reload()} />}
        {entries.hasMore && !entries.loading && (
          <Button kind="plain" onTap={entries.more}>
            {t.pets.more}
          </Button>
        )}
      </Section>
    </View>
  );
};

export default function PointsPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.points.title}>
      <MembersOnly page="points">{() => <Points />}</MembersOnly>
    </Screen>
  );
}
