import { type Agreements, agreementsOf } from './agreements.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';
import { type Identities, identitiesOf } from './identities.ts';
import { readAlipayKeys } from './keys.ts';
import { type Trades, tradesOf } from './trades.ts';

/**
 * The one door to Alipay. Every call takes the shop's `app_auth_token` first and answers
 * succeeded, refused (certainly not) or unknown; it never throws for what Alipay or the network does.
 */
export interface Alipay extends Trades, Agreements, Identities {
  /** Whether a notify's form was signed by Alipay; says nothing yet about app, seller or amount. */
  verifyNotify(form: Record<string, string>): boolean;
}

/** Opens the door; throws at once when a key is missing or unusable. `now` is real time, for the request's timestamp. */
export function openAlipay(options: GatewayOptions, now?: () => Date): Alipay {
  const gateway = openGateway(options, now);
  return { ...tradesOf(gateway), ...agreementsOf(gateway), ...identitiesOf(gateway), verifyNotify: gateway.verifyNotify };
}

/** One call may take this long unless said otherwise. */
const TIMEOUT_MS = 5_000;

/** Opens the door at an origin (Alipay's or the simulator's) with the keys of a mounted folder: what every service's `main.ts` does. */
export function openAlipayAt(where: { endpoint: string; keysDir: string; timeoutMs?: number }): Alipay {
  const { endpoint, keysDir, timeoutMs = TIMEOUT_MS } = where;
  return openAlipay({ ...readAlipayKeys(keysDir), endpoint, gateway: new URL('/gateway.do', endpoint).href, timeoutMs });
}
