import Taro from '@tarojs/taro';
import { type PropsWithChildren, useEffect } from 'react';
import { platform } from '@/adapters/platform';
import { useTexts } from '@/i18n/language';
import { leaveTabLinks } from '@/primitives/tab-links';
import './app.scss';

platform.land();
leaveTabLinks();

const TABS = ['home', 'pets', 'adoption', 'me'] as const;

const App = ({ children }: PropsWithChildren) => {
  const { t } = useTexts();

  useEffect(() => {
    TABS.forEach((tab, index) => void Taro.setTabBarItem({ index, text: t.tabs[tab] }).catch(() => undefined));
  }, [t]);

  return children;
};

export default App;
