import { View } from '@tarojs/components';
import { useState } from 'react';
import { platform } from '@/adapters/platform';
import { call, sessions } from '@/api/api';
import { Button } from '@/components/button';
import { ClockPanel } from '@/components/clock-panel';
import { Icon } from '@/components/icon';
import { Line } from '@/components/lines';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { useShop } from '@/hooks/use-shop';
import { setLanguage, useTexts } from '@/i18n/language';
import { Account } from './account';

/** The session ends on the server first; a line that is down must not keep anybody logged in here. */
const leave = async () => {
  await call('delete', '/sessions/current', {}).catch(() => undefined);
  sessions.set(undefined);
};

const Own = () => {
  const { t } = useTexts();
  return (
    <View className="stack">
      <Account />
      <Button id="log-out" kind="plain" onTap={() => void leave()}>
        <Icon name="leave" />
        {t.me.logOut}
      </Button>
    </View>
  );
};

const Settings = () => {
  const { t, language } = useTexts();
  const shop = useShop();
  const [clock, setClock] = useState(false);
  return (
    <View className="card lines">
      <Line
        id="language"
        icon="globe"
        name={t.me.language}
        value={t.me.languages[language]}
        onTap={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      />
      {shop.data?.phone && (
        <Line icon="phone" name={t.shop.callShop} value={shop.data.phone} onTap={() => platform.call(shop.data?.phone ?? '')} />
      )}
      {shop.data?.sandbox && <Line icon="clock" name={t.clock.title} onTap={() => setClock(true)} />}
      {clock && <ClockPanel onClose={() => setClock(false)} />}
    </View>
  );
};

export default function Me() {
  const { t } = useTexts();
  return (
    <Screen title={t.me.title} tab>
      <View className="stack">
        <MembersOnly page="me">{() => <Own />}</MembersOnly>
        <Settings />
      </View>
    </Screen>
  );
}
