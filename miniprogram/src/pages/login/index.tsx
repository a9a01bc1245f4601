import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { platform } from '@/adapters/platform';
import { call, sessions, shop } from '@/api/api';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Icon } from '@/components/icon';
import { Load } from '@/components/load';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { replaceWith, routeTo } from '@/routes';

/** Log-in with Alipay: inside Alipay at once, in a browser by its page and back here with a code. */
export default function LogIn() {
  const { t } = useTexts();
  const { next, cancelled: away } = useParams('next', 'cancelled');
  const [code] = useState(() => platform.landedCode());
  const data = useShop();
  const [cancelled, setCancelled] = useState(away === '1');
  const goOn = next.startsWith('/pages/') ? next : routeTo('me');

  const enter = useAction(async (authCode: string) => {
    sessions.set(await call('post', '/shops/{shop}/adopter-sessions', { path: { shop }, body: { authCode } }));
    await replaceWith(goOn);
  });
  const start = useAction(async (authUrl: string) => {
    const step = await platform.logIn({ authUrl, goOn });
    setCancelled(step.step === 'cancelled');
    if (step.step === 'code') enter.run(step.authCode);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code is spent once
  useEffect(() => {
    if (code) enter.run(code);
  }, [code]);

  if (enter.busy)
    return (
      <Screen title={t.logIn.title}>
        <State icon="user" title={t.logIn.working} />
      </Screen>
    );
  return (
    <Screen title={t.logIn.title}>
      <Load of={data}>
        {({ name, authUrl }) => (
          <View className="stack-wide">
            <State icon="paw" title={t.logIn.heading(name)} text={t.logIn.text} />
            <View className="card stack">
              <View className="strong">{t.logIn.shared}</View>
              {t.logIn.sharedItems.map((item) => (
                <View key={item} className="row text">
                  <Icon name="check" size="small" />
                  <View className="grow">{item}</View>
                </View>
              ))}
            </View>
            <ErrorNote error={enter.error ?? start.error} />
            {cancelled && <Notice tone="wait">{t.logIn.cancelled}</Notice>}
            <Button id="alipay-log-in" kind="alipay" busy={start.busy} onTap={() => start.run(authUrl ?? '')}>
              {t.logIn.button}
            </Button>
          </View>
        )}
      </Load>
    </Screen>
  );
}
