import { ClockCircleOutlined, DownOutlined, ExportOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Layout, Popover, Tooltip } from 'antd';
import { ClockPanel } from '../components/clock-panel.tsx';
import { LanguageButton } from '../components/language-button.tsx';
import { sayNow } from '../format/date.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { staffApi } from './api.ts';
import { logOut } from './log-out.ts';
import { reading } from './queries.ts';
import { staffSession } from './session.ts';
import { useClock } from './use-clock.ts';
import { useLive } from './use-live.ts';

/** Time, whether the screen is live, the way to the shop's front, language and account. */
export const ShellHeader = ({ principal }: { principal: Schemas['Principal'] }) => {
  const { t, language } = useTexts();
  const live = useLive();
  const { data: shop } = useQuery(reading.shop());
  const { inSandbox, clock, advancing } = useClock();
  const roles = principal.roles.map((role) => t.roles[role] ?? role).join(language === 'zh' ? '、' : ', ');
  return (
    <Layout.Header className="shell-header">
      <span className={`live ${live ? 'live-on' : ''}`} role="status">
        <i aria-hidden="true" />
        <span>{live ? t.live.on : t.live.off}</span>
      </span>
      <span className="grow" />
      {inSandbox && clock && (
        <Popover trigger="click" placement="bottomRight" title={t.clock.title} content={<ClockPanel />}>
          <Button
            type="text"
            icon={<ClockCircleOutlined spin={advancing !== undefined} aria-hidden="true" />}
            aria-label={`${t.clock.title} ${sayNow(clock.now, language)}`}
          >
            {sayNow(advancing?.now ?? clock.now, language)}
          </Button>
        </Popover>
      )}
      {shop && (
        <Tooltip title={t.shopFront}>
          <Button
            type="text"
            icon={<ExportOutlined aria-hidden="true" />}
            href={`/s/${shop.slug}`}
            target="_blank"
            rel="noreferrer"
            aria-label={t.shopFront}
          />
        </Tooltip>
      )}
      <LanguageButton />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', disabled: true, label: roles || principal.displayName },
            { type: 'divider' },
            {
              key: 'out',
              icon: <LogoutOutlined aria-hidden="true" />,
              label: t.logOut,
              onClick: () => void logOut(staffApi, staffSession),
            },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined aria-hidden="true" />} aria-label={t.account}>
          <span className="wide-only">{principal.displayName}</span> <DownOutlined className="tiny" aria-hidden="true" />
        </Button>
      </Dropdown>
    </Layout.Header>
  );
};
