import { Layout } from 'antd';
import { Suspense, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Bones } from '../components/bones.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { CrashGuard } from './crash-guard.tsx';
import { staffSession, useSession } from './session.ts';
import { ShellHeader } from './shell-header.tsx';
import { ShellMenu } from './shell-menu.tsx';

/** The frame of the shop's pages: menu, header, and the page. Without a session it leads to the log-in and back. */
export const Shell = () => {
  const { t } = useTexts();
  const session = useSession(staffSession);
  const { pathname, search } = useLocation();
  const [narrow, setNarrow] = useState(false);
  if (!session) return <Navigate to="/login" replace state={{ from: pathname + search }} />;
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t.skipToContent}
      </a>
      <Layout.Sider
        width={224}
        collapsedWidth={64}
        breakpoint="lg"
        trigger={null}
        collapsed={narrow}
        onBreakpoint={setNarrow}
        className="shell-sider"
      >
        <ShellMenu narrow={narrow} />
      </Layout.Sider>
      <Layout>
        <ShellHeader principal={session.principal} />
        <Layout.Content id="content" tabIndex={-1}>
          <CrashGuard key={pathname}>
            <Suspense fallback={<Bones />}>
              <Outlet />
            </Suspense>
          </CrashGuard>
        </Layout.Content>
      </Layout>
    </Layout>
  );
};
