import websocket from '@fastify/websocket';
import type { IncomingEvent } from '@petpact/kit/bus';
import { AccountEvent } from '@petpact/proto/account/v1/account_events';
import type { Principal } from '@petpact/proto/account/v1/account_service';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { CatalogEvent } from '@petpact/proto/catalog/v1/catalog_events';
import { ContractEvent } from '@petpact/proto/contract/v1/contract_events';
import { CreditEvent } from '@petpact/proto/credit/v1/credit_events';
import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import { MarketingEvent } from '@petpact/proto/marketing/v1/marketing_events';
import { PointsEvent } from '@petpact/proto/points/v1/points_events';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { Identities } from './identities.ts';

/** That something changed, never what: the client reads it anew with its own rights. */
export interface Hint {
  kind: string;
  id: string;
  version: number;
}

const DECODERS = {
  'account.events.v1': AccountEvent,
  'billing.events.v1': BillingEvent,
  'catalog.events.v1': CatalogEvent,
  'contract.events.v1': ContractEvent,
  'credit.events.v1': CreditEvent,
  'fulfillment.events.v1': FulfillmentEvent,
  'marketing.events.v1': MarketingEvent,
  'points.events.v1': PointsEvent,
} as const;

/** The topics whose changes a screen may be told of. */
export const LIVE_TOPICS = Object.keys(DECODERS) as (keyof typeof DECODERS)[];

interface Watcher {
  socket: WebSocket;
  principal: Principal;
}

const CONNECTIONS_MAX = 5_000;
/** Screens of one person; without it one session could take every connection there is. */
const SCREENS_MAX = 20;
/** A screen that reads nothing is let go before what waits for it fills the memory. */
const UNREAD_BYTES = 256 * 1024;
/** A client that does not say who it is within this time is let go; real time. */
const GREETING_MS = 5_000;
const PING_MS = 25_000;

/** Open screens and what they are told: an adopter only of his own things, staff of their shop's. */
export class Live {
  readonly #watchers = new Map<string, Set<Watcher>>();
  #count = 0;

  /** Tells every screen that may know. Events of others do not reach it. */
  tell(event: IncomingEvent): void {
    const watchers = this.#watchers.get(event.caller.merchantId);
    const decoder = DECODERS[event.topic as keyof typeof DECODERS];
    if (!watchers || !decoder) return;
    const adopterId = adopterOf(decoder.decode(event.value) as Told);
    const hint = JSON.stringify({ kind: event.type, id: event.key, version: event.version } satisfies Hint);
    for (const { socket, principal } of watchers) {
      if (principal.kind !== 'staff' && (adopterId === undefined || principal.id !== adopterId)) continue;
      if (socket.bufferedAmount > UNREAD_BYTES) socket.terminate();
      else socket.send(hint);
    }
  }

  get openScreens(): number {
    return this.#count;
  }

  async serve(app: FastifyInstance, identities: Identities): Promise<void> {
    await app.register(websocket, { options: { maxPayload: 4_096 } });
    app.get('/api/v1/live', { websocket: true }, (socket) => this.#greet(socket, identities));
  }

  /** The first message says who watches: `{ "token": … }`; the answer is `{ "kind": "ready" }`. */
  #greet(socket: WebSocket, identities: Identities): void {
    const impatience = setTimeout(() => socket.close(4401, 'no greeting'), GREETING_MS);
    socket.once('message', (data) => {
      clearTimeout(impatience);
      void this.#admit(socket, tokenOf(String(data)), identities).catch(() => socket.close(1011));
    });
    socket.on('error', () => socket.terminate());
  }

  async #admit(socket: WebSocket, token: string, identities: Identities): Promise<void> {
    const principal = token === '' ? undefined : await identities.of(token);
    // Gone while account was asked: it will never say so again.
    if (socket.readyState !== socket.OPEN) return;
    if (!principal || principal.kind === 'operator') return socket.close(4401, 'SESSION_UNKNOWN');
    const shop = this.#watchers.get(principal.merchantId) ?? new Set();
    const own = [...shop].filter((one) => one.principal.id === principal.id).length;
    if (this.#count >= CONNECTIONS_MAX || own >= SCREENS_MAX) return socket.close(1013, 'TOO_MANY_REQUESTS');
    const watcher = { socket, principal };
    this.#watchers.set(principal.merchantId, shop.add(watcher));
    this.#count += 1;
    const pulse = setInterval(() => void this.#pulse(watcher, token, identities), PING_MS);
    socket.once('close', () => {
      clearInterval(pulse);
      shop.delete(watcher);
      this.#count -= 1;
    });
    socket.send(JSON.stringify({ kind: 'ready' }));
  }

  /** Keeps the line open, and closes it once the session behind it is over. */
  async #pulse({ socket }: Watcher, token: string, identities: Identities): Promise<void> {
    if (await identities.of(token).catch(() => ({}))) socket.ping();
    else socket.close(4401, 'SESSION_UNKNOWN');
  }
}

interface Told {
  about?: { adopterId: string } | undefined;
  payload?: { value: { adopterId?: string } } | undefined;
}

const adopterOf = ({ about, payload }: Told): string | undefined => about?.adopterId ?? payload?.value.adopterId;

function tokenOf(message: string): string {
  try {
    const { token } = JSON.parse(message) as { token?: unknown };
    return typeof token === 'string' ? token.slice(0, 200) : '';
  } catch {
    return '';
  }
}
