import { OffsetClock } from '@petpact/kit/clock';
import { silentLog } from '@petpact/kit/log';
import { Refusal } from '@petpact/kit/refusal';
import type { Principal } from '@petpact/proto/account/v1/account_service';
import type { Services } from '../src/clients.ts';
import { Identities } from '../src/identities.ts';
import { handlersOf } from '../src/operations.ts';
import type { Ports } from '../src/ports.ts';
import { buildServer } from '../src/server.ts';
import { Shops } from '../src/shops.ts';

/** What a service behind the gateway answers in a spec; the rest is not there. */
export type Answers = Partial<Record<keyof Services, Record<string, (request: never, caller: never) => Promise<unknown>>>>;

export const ADOPTER = 'a.adopter-of-tuantuan-0001';
export const STAFF = 'a.staff-of-tuantuan-000001';

const principal = (kind: string, id: string): Principal => ({ merchantId: 'm-tuantuan', kind, id, roles: [], displayName: '' });
const SESSIONS: Record<string, Principal> = { [ADOPTER]: principal('adopter', 'lin'), [STAFF]: principal('staff', 'qiao') };

/** Account as far as the gateway asks it on its own account. */
const account = {
  identifySession: async ({ accessToken }: { accessToken: string }) => {
    const found = SESSIONS[accessToken];
    if (!found) throw new Refusal('SESSION_UNKNOWN', 'denied');
    return { principal: found };
  },
};

/** The gateway over services that a spec makes up; nothing listens anywhere. */
export async function gatewayWorld(answers: Answers = {}, limits = { requestsPerMinute: 1_000, logInsPerMinute: 1_000 }) {
  const services = { ...answers, account: { ...account, ...answers.account } } as unknown as Services;
  const identities = new Identities(services.account);
  const ports: Ports = {
    services,
    identities,
    shops: new Shops(services.account),
    clock: new OffsetClock(),
    clockUrl: undefined,
    authUrl: () => undefined,
  };
  const app = await buildServer({ ports, handlers: handlersOf(ports), limits, log: silentLog, trustProxyHops: 0 });
  return { app, identities };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
