import { PLATFORM } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Session } from '@petpact/proto/account/v1/account_service';
import type { components } from '../../../libs/api/gen/schema.ts';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';

type Sessions = Pick<Handlers, 'logInAdopter' | 'logInStaff' | 'logInOperator' | 'refreshSession' | 'endSession'>;

/** Log-in, rotation, log-out. */
export function sessionOperations({ services, shops, identities }: Ports): Sessions {
  return {
    async logInAdopter({ params, body, caller }) {
      const { merchantId } = await shops.bySlug(params.shop);
      return sessionView((await services.account.logInAdopter(body, { ...caller, merchantId })).session);
    },
    async logInStaff({ body, source, caller }) {
      return sessionView((await services.account.logInStaff({ ...body, source }, { ...caller, merchantId: PLATFORM })).session);
    },
    async logInOperator({ body, source, caller }) {
      return sessionView((await services.account.logInOperator({ ...body, source }, { ...caller, merchantId: PLATFORM })).session);
    },
    async refreshSession({ body, caller }) {
      return sessionView((await services.account.refreshSession(body, { ...caller, merchantId: PLATFORM })).session);
    },
    async endSession({ accessToken, caller }) {
      identities.forget(accessToken);
      await services.account.endSession({ accessToken }, caller);
    },
  };
}

function sessionView(session: Session | undefined): components['schemas']['Session'] {
  if (!session?.principal || !session.accessExpiresTime) throw new Refusal('SESSION_UNKNOWN', 'denied');
  const { accessToken, refreshToken, accessExpiresTime, principal } = session;
  const kind = principal.kind === 'staff' || principal.kind === 'operator' ? principal.kind : 'adopter';
  return { accessToken, refreshToken, accessExpiresTime: accessExpiresTime.toISOString(), principal: { ...principal, kind } };
}
