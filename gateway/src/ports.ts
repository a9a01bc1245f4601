import type { Clock } from '@petpact/kit/clock';
import type { Services } from './clients.ts';
import type { Identities } from './identities.ts';
import type { Shops } from './shops.ts';

/** What the gateway's operations are given. */
export interface Ports {
  services: Services;
  shops: Shops;
  identities: Identities;
  clock: Clock;
  /** Address of the test clock; only where the platform runs against simulators. */
  clockUrl: string | undefined;
  /** The (simulated) Alipay page where an H5 visitor logs in; undefined outside the sandbox. */
  authUrl: (authAppId: string, origin: string) => string | undefined;
}
