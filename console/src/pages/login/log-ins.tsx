import { unwrap } from '@petpact/api/client';
import { Link, Navigate, useLocation } from 'react-router';
import { operatorApi, staffApi } from '../../app/api.ts';
import { operatorSession, staffSession, useSession } from '../../app/session.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { LogIn } from './log-in.tsx';

/** Log-in of a shop's staff; leads back to where they came from. */
export const StaffLogin = () => {
  const { t } = useTexts();
  const session = useSession(staffSession);
  const { state } = useLocation() as { state: { from?: string } | null };
  if (session) return <Navigate to={state?.from ?? '/'} replace />;
  return (
    <LogIn
      title={t.login.title}
      text={t.login.text}
      product={t.product}
      send={(body, header) => unwrap(staffApi.POST('/staff-sessions', { params: { header }, body }))}
      session={staffSession}
      other={<Link to="/platform">{t.login.toPlatform}</Link>}
    />
  );
};

/** Log-in of the platform's operators: an audience of its own. */
export const PlatformLogin = () => {
  const { t } = useTexts();
  const session = useSession(operatorSession);
  if (session) return <Navigate to="/platform/shops" replace />;
  return (
    <LogIn
      title={t.login.platformTitle}
      text={t.login.platformText}
      product={t.platformProduct}
      send={(body, header) => unwrap(operatorApi.POST('/operator-sessions', { params: { header }, body }))}
      session={operatorSession}
      other={<Link to="/login">{t.login.toStaff}</Link>}
    />
  );
};
