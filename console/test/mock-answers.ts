import type { Schemas } from '@petpact/api/client';
import { anEnding, aSettlement } from './fixtures/ending.ts';
import { FOODS, MERCHANTS, PETS, POLICY, STAFF, TIERS } from './fixtures/shop.ts';
import { APPLICATIONS, AUDIT, adoptionOf, BALANCES, CONTRACTS, LEDGER, SHIPMENTS, TODAY } from './fixtures/work.ts';

export interface Answer {
  status: number;
  json?: unknown;
  pdf?: string;
}

type Cause = Schemas['Settlement']['cause'];
type Body = Record<string, unknown> | undefined;
type Route = (found: { id: string; query: URLSearchParams; body: Body }) => Answer | Promise<Answer>;

const ok = (json: unknown): Answer => ({ status: 200, json });
const refused = (status: number, reason: string, zh: string, en: string, details = {}): Answer => ({
  status,
  json: { reason, message: { zh, en }, details },
});
const missing = refused(404, 'NOT_FOUND', '没有找到。', 'Not found.');
const list = (items: unknown[]): Answer => ok({ items, nextPageToken: '' });
const inState = <T extends { state: string }>(items: T[], query: URLSearchParams): T[] =>
  items.filter(({ state }) => state === (query.get('state') ?? state));
const session = (kind: 'staff' | 'operator', displayName: string): Schemas['Session'] => ({
  accessToken: 'mock-access-token-0000000000',
  refreshToken: 'mock-refresh-token-000000000',
  accessExpiresTime: '2027-01-01T00:00:00.000Z',
  principal: {
    merchantId: 'm-maomao',
    kind,
    id: kind === 'staff' ? 'st-1' : 'op-1',
    roles: kind === 'staff' ? ['owner'] : [],
    displayName,
  },
});

/** What the mock answers to `METHOD path`; it remembers decisions, pets and the clock as long as it runs. */
export const answers = () => {
  const state = structuredClone({ applications: APPLICATIONS, contracts: CONTRACTS, pets: PETS, policy: POLICY });
  let stop: Schemas['ChargingStop'] = { stopped: false, reason: '', actorKind: '', actorId: '', changedTime: TODAY.now };
  let clock: Schemas['Clock'] = { now: TODAY.now, offsetMs: 0, advancing: null };
  const contractOf = (id: string) => state.contracts.find(({ contractId }) => contractId === id);
  const change = (id: string, to: Partial<Schemas['Contract']>): Schemas['Contract'] | undefined => {
    const found = contractOf(id);
    return found && Object.assign(found, to);
  };

  const routes: [RegExp, Route][] = [
    [
      /^POST \/(staff|operator)-sessions()$/,
      ({ body }) =>
        body?.password === 'wrong'
          ? refused(401, 'LOG_IN_REFUSED', '账号或密码不正确。', 'The login or the password is wrong.')
          : { status: 201, json: session('staff', '陈晓') },
    ],
    [/^DELETE \/sessions\/current()$/, () => ({ status: 204 })],
    [/^GET \/shop()$/, () => ok(MERCHANTS[0])],
    [
      /^GET \/shop\/today()$/,
      () => ok({ ...TODAY, underReview: inState(state.applications, new URLSearchParams('state=underReview')).length, now: clock.now }),
    ],
    [/^GET \/shop\/applications()$/, ({ query }) => list(inState(state.applications, query))],
    [/^GET \/shop\/applications\/([\w-]+)$/, ({ id }) => ok(state.applications.find(({ applicationId }) => applicationId === id))],
    [/^POST \/shop\/applications\/([\w-]+)\/decision$/, ({ id, body }) => ok(decide(state.applications, id, body))],
    [/^GET \/shop\/pets()$/, ({ query }) => list(state.pets.filter(({ species }) => species === (query.get('species') ?? species)))],
    [/^GET \/shop\/pets\/([\w-]+)$/, ({ id }) => ok(state.pets.find(({ petId }) => petId === id))],
    [
      /^(?:POST|PUT) \/shop\/pets(?:\/([\w-]+))?$/,
      ({ id, body }) => ok(savePet(state.pets, id ?? '', body as unknown as Schemas['PetInput'])),
    ],
    [/^POST \/shop\/pictures()$/, () => ({ status: 201, json: { picture: 'm-maomao/new', url: '/api/v1/pictures/m-maomao/new' } })],
    [/^GET \/shop\/foods()$/, () => list(FOODS)],
    [
      /^GET \/shop\/contracts()$/,
      ({ query }) => list(query.get('overdue') ? state.contracts.slice(0, 1) : inState(state.contracts, query)),
    ],
    [/^GET \/shop\/contracts\/([\w-]+)$/, ({ id }) => ok(adoptionOf(contractOf(id) as Schemas['Contract']))],
    [/^GET \/shop\/contracts\/([\w-]+)\/agreement.pdf$/, () => ({ status: 200, pdf: '%PDF-1.7 mock' })],
    [
      /^POST \/shop\/contracts\/([\w-]+)\/pause$/,
      ({ id }) => ok({ contract: change(id, { state: 'paused', pausedUntilDate: '2027-01-20' }), inFlightPeriod: 0 }),
    ],
    [
      /^POST \/shop\/contracts\/([\w-]+)\/resume$/,
      ({ id }) => ok({ contract: change(id, { state: 'active', pausedUntilDate: '' }), nextPlanDate: '2027-02-22' }),
    ],
    [/^GET \/shop\/contracts\/([\w-]+)\/ending$/, ({ query }) => ok(aSettlement({ cause: query.get('cause') as Cause }))],
    [/^POST \/shop\/contracts\/([\w-]+)\/ending$/, ({ id, body }) => ok(change(id, endedBy(body)))],
    [/^GET \/shop\/charging-stop()$/, () => ok(stop)],
    [
      /^POST \/shop\/charging-stop(?:\/(release))?$/,
      ({ id, body }) => {
        const stopped = id !== 'release';
        stop = { stopped, reason: stopped ? String(body?.reason) : '', actorKind: 'staff', actorId: 'st-1', changedTime: clock.now };
        return ok(stop);
      },
    ],
    [/^POST \/shop\/contracts\/([\w-]+)\/handover$/, ({ id, body }) => ok(change(id, { handoverDate: String(body?.date) }))],
    [/^POST \/shop\/contracts\/([\w-]+)\/handover\/confirm$/, ({ id }) => ok(change(id, { shopConfirmed: true, state: 'active' }))],
    [/^GET \/shop\/shipments()$/, ({ query }) => list(shipmentsOf(query))],
    [/^GET \/shop\/policy()$/, () => ok(state.policy)],
    [/^PUT \/shop\/policy()$/, ({ body }) => savePolicy(state, body as unknown as Schemas['PolicyInput'])],
    [/^GET \/shop\/tiers()$/, () => list(TIERS)],
    [/^GET \/shop\/ledger()$/, () => ok({ items: LEDGER, nextPageToken: '', balances: BALANCES })],
    [/^GET \/shop\/audit()$/, () => list(AUDIT)],
    [/^GET \/shop\/staff()$/, () => list(STAFF)],
    [/^GET \/platform\/merchants()$/, () => list(MERCHANTS)],
    [/^GET \/sandbox\/clock()$/, () => ok(clock)],
    [
      /^POST \/sandbox\/clock\/advance()$/,
      async ({ body }) => {
        const until = new Date(Date.parse(clock.now) + Number(body?.seconds) * 1000).toISOString();
        clock = { ...clock, advancing: { until, now: clock.now, waitingFor: ['billing'] } };
        await new Promise((resolve) => setTimeout(resolve, 1_600));
        clock = { now: until, offsetMs: clock.offsetMs + Number(body?.seconds) * 1000, advancing: null };
        return ok(clock);
      },
    ],
  ];
  return async (operation: string, query: URLSearchParams, body: unknown): Promise<Answer> => {
    for (const [pattern, route] of routes) {
      const found = pattern.exec(operation);
      if (!found) continue;
      const answer = await route({ id: found[1] as string, query, body: body as Body });
      return answer.status === 200 && answer.json === undefined && !answer.pdf ? missing : answer;
    }
    return missing;
  };
};

/** By the shop's own wish an end is announced only. */
const endedBy = (body: Body): Partial<Schemas['Contract']> => {
  const cause = body?.cause as Cause;
  const ending = { ...anEnding({ cause }), reason: String(body?.reason) };
  if (cause === 'shopWish') return { ending };
  return { ending, state: cause === 'adopterBreach' ? 'breached' : 'terminated', endedTime: ending.wantedTime };
};

const decide = (applications: Schemas['Application'][], id: string, body: Body) => {
  const found = applications.find(({ applicationId }) => applicationId === id);
  const states = { approve: 'approved', decline: 'declined', ask: 'asked' } as const;
  const decision = body?.decision as keyof typeof states;
  const text = String(body?.text ?? '');
  return found && Object.assign(found, { state: states[decision], ...(decision === 'ask' ? { question: text } : { reasonText: text }) });
};

const savePet = (pets: Schemas['Pet'][], id: string, { pictureKeys, ...input }: Schemas['PetInput']) => {
  const stored = {
    ...input,
    petId: id || `pet-${pets.length + 1}`,
    pictureKeys,
    pictures: pictureKeys.map((key) => `/api/v1/pictures/${key}`),
  };
  const known = pets.find(({ petId }) => petId === id);
  if (known) return Object.assign(known, stored);
  pets.unshift(stored);
  return stored;
};

const savePolicy = (state: { policy: Schemas['Policy'] }, input: Schemas['PolicyInput']): Answer => {
  if (input.rules.breachFeeBp > 3000) {
    return refused(400, 'INVALID_POLICY', '店铺规则设置不正确。', 'The policy is not valid.', {
      rule: 'breachFeeBp',
      least: '0',
      most: '3000',
    });
  }
  state.policy = { ...input, version: state.policy.version + 1 };
  return ok(state.policy);
};

const shipmentsOf = (query: URLSearchParams): Schemas['Shipment'][] => {
  const work = query.get('work');
  if (work === 'waiting') return SHIPMENTS.filter(({ state }) => state === 'queued' || state === 'submitting');
  if (work === 'exceptions') return SHIPMENTS.filter(({ parcels }) => parcels.some(({ status }) => status === 'exception'));
  return inState(SHIPMENTS, query);
};
