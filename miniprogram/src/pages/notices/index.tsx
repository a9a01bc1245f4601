import { View } from '@tarojs/components';
import { platform } from '@/adapters/platform';
import { call } from '@/api/api';
import type { OptIn } from '@/api/model';
import { Switch } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { useAction } from '@/hooks/use-action';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';

/** Which notices may be pushed to Alipay; turning one on asks Alipay for leave first. */
const Notices = () => {
  const { t, say } = useTexts();
  const optIns = useResource('opt-ins', async () => (await call('get', '/me/opt-ins', {})).items);
  const change = useAction(async ({ templateId, granted }: OptIn) => {
    const allowed = !granted && (await platform.askForMessages([templateId])).includes(templateId);
    await call('put', '/me/opt-ins', { body: allowed ? { granted: [templateId], refused: [] } : { granted: [], refused: [templateId] } });
    await optIns.reload();
  });
  return (
    <View className="stack">
      <View className="text">{t.notices.text}</View>
      <ErrorNote error={change.error} />
      <Load of={optIns} bones={[60, 60, 60]}>
        {(items) => (
          <View className="card lines">
            {items.map((optIn) => (
              <View key={optIn.templateId} className="line">
                <View className="grow">
                  <View className="strong">{say(optIn.title)}</View>
                  <View className="note">{optIn.granted ? t.notices.on : t.notices.off}</View>
                </View>
                <Switch label={say(optIn.title)} on={optIn.granted} onChange={() => change.run(optIn)} />
              </View>
            ))}
          </View>
        )}
      </Load>
    </View>
  );
};

export default function NoticesPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.notices.title}>
      <MembersOnly page="notices">{() => <Notices />}</MembersOnly>
    </Screen>
  );
}
