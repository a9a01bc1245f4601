import { AGREEMENT } from './agreement.ts';
import { ENTRIES, FOODS, OFFER, PETS, POINTS, SETTLEMENT, SHOP } from './fixtures.ts';
import type { JourneyState } from './journey-state.ts';

interface Asked {
  state: JourneyState;
  id: string;
  query: URLSearchParams;
  body: Record<string, never>;
}

export class Refused extends Error {
  readonly status: number;
  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

const page = (items: unknown[], more: object = {}) => ({ items, nextPageToken: '', ...more });

const found = <T>(thing: T | undefined, reason: string): T => {
  if (!thing) throw new Refused(404, reason);
  return thing;
};

const pagedPets = (query: URLSearchParams) => {
  const species = query.get('species');
  const size = Number(query.get('pageSize') ?? 20);
  const from = Number(query.get('pageToken') ?? 0);
  const all = PETS.filter((pet) => !species || pet.species === species);
  return { items: all.slice(from, from + size), nextPageToken: from + size < all.length ? String(from + size) : '' };
};

const session = (state: JourneyState) => ({
  accessToken: `access-${state.now.getTime()}-token-of-the-mock`,
  refreshToken: 'refresh',
  accessExpiresTime: '2099-01-01T00:00:00Z',
  principal: { merchantId: 'm1', kind: 'adopter', id: 'a1', roles: [], displayName: '小雨' },
});

const adoption = (state: JourneyState) => ({
  contract: found(state.contract, 'CONTRACT_NOT_FOUND'),
  plan: state.plan,
  shipments: state.shipments,
  points: { balance: POINTS.balance, earnedHere: state.shipments.length * 129 },
});

/** The mock's answers by operation; `:id` stands for the last named part of the path. */
export const ANSWERS: Record<string, (asked: Asked) => unknown> = {
  'GET /shops/:id': () => SHOP,
  'GET /shops/:id/pets': ({ query }) => pagedPets(query),
  'GET /shops/:id/pets/:id': ({ id }) =>
    found(
      PETS.find((pet) => pet.petId === id),
      'PET_NOT_FOUND',
    ),
  'GET /shops/:id/foods': () => page(FOODS),
  'POST /shops/:id/adopter-sessions': ({ state }) => session(state),
  'DELETE /sessions/current': () => undefined,
  'GET /sandbox/clock': ({ state }) => ({ now: state.now.toISOString(), offsetMs: 0, advancing: null }),
  'POST /sandbox/clock/advance': ({ state, body }) => {
    state.advance(Number((body as { seconds?: number }).seconds));
    return { now: state.now.toISOString(), offsetMs: 0, advancing: null };
  },
  'GET /me': ({ state }) => state.profile,
  'PUT /me': ({ state, body }) => {
    state.profile = { ...state.profile, ...body, identityNumber: '110***********002X', complete: true };
    return state.profile;
  },
  'GET /me/addresses': ({ state }) => page(state.addresses),
  'POST /me/addresses': ({ state, body }) => {
    const address = { addressId: `ad${state.addresses.length + 1}`, ...body } as unknown as JourneyState['addresses'][number];
    state.addresses.push(address);
    return address;
  },
  'PUT /me/addresses/:id': ({ state, id, body }) => {
    state.addresses = state.addresses.map((address) => (address.addressId === id ? { ...address, ...body } : address));
    return state.addresses.find(({ addressId }) => addressId === id);
  },
  'DELETE /me/addresses/:id': ({ state, id }) => {
    state.addresses = state.addresses.filter(({ addressId }) => addressId !== id);
  },
  'POST /me/consents': () => undefined,
  'GET /me/points': () => POINTS,
  'GET /me/points/entries': () => page(ENTRIES),
  'GET /me/messages': ({ state }) => page(state.messages, { unread: state.messages.filter(({ read }) => !read).length }),
  'POST /me/messages/read': () => undefined,
  'GET /me/opt-ins': ({ state }) => page(state.optIns),
  'PUT /me/opt-ins': ({ state, body }) => {
    const { granted } = body as unknown as { granted: string[]; refused: string[] };
    const { refused } = body as unknown as { refused: string[] };
    state.optIns = state.optIns.map((optIn) => ({
      ...optIn,
      granted: granted.includes(optIn.templateId) || (optIn.granted && !refused.includes(optIn.templateId)),
    }));
    return page(state.optIns);
  },
  'GET /me/applications': ({ state }) => page(state.application ? [state.application] : []),
  'POST /me/applications': ({ state, body }) => {
    const { petId, answers } = body as unknown as { petId: string; answers: Parameters<JourneyState['apply']>[1] };
    if (petId === 'naicha') throw new Refused(409, 'PET_HELD');
    return state.apply(petId, answers);
  },
  'GET /me/applications/:id': ({ state }) => found(state.application, 'APPLICATION_NOT_FOUND'),
  'POST /me/applications/:id/credit-check': ({ state, body }) => state.check(Boolean((body as { authorised?: boolean }).authorised)),
  'POST /me/applications/:id/withdraw': ({ state }) => {
    state.application = { ...found(state.application, 'APPLICATION_NOT_FOUND'), state: 'withdrawn' };
    return state.application;
  },
  'GET /me/applications/:id/offer': () => OFFER,
  'POST /me/applications/:id/contract': ({ state, body }) => state.draft(body as unknown as Parameters<JourneyState['draft']>[0]),
  'GET /me/contracts': ({ state }) => page(state.contract ? [state.contract] : []),
  'GET /me/contracts/:id': ({ state }) => adoption(state),
  'GET /me/contracts/:id/agreement': () => AGREEMENT,
  'POST /me/contracts/:id/sign': ({ state }) => state.sign(),
  'POST /me/contracts/:id/mandate': ({ body }) => ({
    signStr: 'sign-string',
    firstDate: '2026-11-22',
    amountFen: 12900,
    signUrl: `/mock-alipay/sign?return_url=${encodeURIComponent(String((body as { returnUrl?: string }).returnUrl))}`,
  }),
  'POST /me/contracts/:id/mandate/confirm': ({ state }) => state.plan,
  'POST /me/contracts/:id/pause': ({ state, body }) => ({
    contract: state.pause(String((body as { reason?: string }).reason)),
    inFlightPeriod: 2,
  }),
  'POST /me/contracts/:id/resume': ({ state }) => ({ contract: state.resume(), nextPlanDate: '2026-12-22' }),
  'GET /me/contracts/:id/ending': () => SETTLEMENT,
  'GET /me/shipments/:id': ({ state, id }) =>
    found(
      state.shipments.find(({ shipmentId }) => shipmentId === id),
      'SHIPMENT_NOT_FOUND',
    ),
};
