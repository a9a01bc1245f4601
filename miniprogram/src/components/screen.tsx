import { View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import { platform } from '@/adapters/platform';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { back } from '@/routes';
import { ClockButton } from './clock-button';
import { ClockPanel } from './clock-panel';
import { Icon } from './icon';
import { LanguageButton } from './language-button';

interface ScreenProps {
  title: string;
  /** A tab has no way back. */
  tab?: boolean;
  footer?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

const TopBar = ({ title, tab }: { title: string; tab?: boolean }) => {
  const { t } = useTexts();
  const [clock, setClock] = useState(false);
  return (
    <>
      <View className="topbar" role="banner">
        {!tab && (
          <Tap className="topbar-tool" label={t.app.back} onTap={() => void back()}>
            <Icon name="back" />
          </Tap>
        )}
        <View className="topbar-title">{title}</View>
        <ClockButton onTap={() => setClock(true)} />
        <LanguageButton />
      </View>
      {clock && <ClockPanel onClose={() => setClock(false)} />}
    </>
  );
};

/** The frame of every page. Alipay draws its own bar; in a browser we do. */
export const Screen = ({ title, tab, footer, flush, children }: ScreenProps) => {
  const name = () => void Taro.setNavigationBarTitle({ title });
  useEffect(name, [title]);
  useDidShow(name);
  return (
    <View className={`screen ${footer ? 'screen-footed' : ''} ${flush ? 'screen-flush' : ''}`}>
      {platform.name === 'h5' && <TopBar title={title} tab={tab} />}
      <View className="screen-body" role="main">
        {children}
      </View>
      {footer && <View className="footer">{footer}</View>}
    </View>
  );
};
