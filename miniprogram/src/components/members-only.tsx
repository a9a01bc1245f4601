import { getCurrentInstance } from '@tarojs/taro';
import type { ReactNode } from 'react';
import { useSession } from '@/hooks/use-session';
import { useTexts } from '@/i18n/language';
import { open, type Route, routeTo } from '@/routes';
import { Button } from './button';
import { State } from './state';

/** Shows its children to who is logged in; to others the way there, and back to this page with the same parameters. */
export const MembersOnly = ({ page, children }: { page: Route; children: () => ReactNode }) => {
  const { t } = useTexts();
  const session = useSession();
  if (session) return <>{children()}</>;
  const params = getCurrentInstance().router?.params ?? {};
  const own = Object.entries(params).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && !pair[0].startsWith('$') && pair[0] !== 'stamp',
  );
  return (
    <State icon="user" title={t.logIn.needed} text={t.logIn.neededText}>
      <Button id="log-in" kind="alipay" onTap={() => void open('login', { next: routeTo(page, Object.fromEntries(own)) })}>
        {t.logIn.button}
      </Button>
    </State>
  );
};
