import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { isPassing } from './say-error.ts';
import { themeOf } from './theme.ts';

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: (failures, error) => failures < 2 && isPassing(error), staleTime: 10_000 } },
});

/** What every page may count on: the data, the look, and the language of dates and buttons. */
export const Providers = ({ children }: { children: ReactNode }) => {
  const { language } = useTexts();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider theme={themeOf(language)} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
        <App message={{ maxCount: 3 }}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
};
