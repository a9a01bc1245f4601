import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operationsOf } from '../openapi.ts';
import { idsIn, problemOf } from './judge.ts';
import { type Answer, type Call, type Cast, coverageProblems, type Somebody, type Step, walkStep } from './walk.ts';

const ID = 'contract-01J9Z';
const owned = new Set([ID]);
const attempt = { meant: true, list: false, request: `/me/contracts/${ID} ""`, status: 404, answer: '{}' };

describe('the judge of strangers', () => {
  it('is content with a closed door, and with a page that holds nothing of the owner', () => {
    for (const status of [401, 403, 404]) assert.equal(problemOf({ ...attempt, status }, owned), undefined);
    const page = { ...attempt, list: true, request: `/shop/ledger?contractId=${ID} ""`, status: 200 };
    assert.equal(problemOf({ ...page, answer: '{"items":[{"contractId":"my-own-17"}]}' }, owned), undefined);
    assert.match(problemOf({ ...page, answer: `{"items":[{"contractId":"${ID}"}]}` }, owned) ?? '', /tells contract-01J9Z/);
  });
  it('is not content with anything else that names what is the owner’s', () => {
    for (const status of [200, 204, 400, 409, 422, 500]) assert.ok(problemOf({ ...attempt, status }, owned), String(status));
  });
  it('lets a stranger act on his own, and hears what slips out even then', () => {
    const mine = { ...attempt, request: '/me ""', status: 200 };
    assert.equal(problemOf({ ...mine, answer: '{"adopterId":"somebody-77"}' }, owned), undefined);
    assert.match(problemOf({ ...mine, answer: `{"adopterId":"${ID}"}` }, owned) ?? '', /tells/);
    assert.match(problemOf({ ...mine, status: 500 }, owned) ?? '', /failed/);
    assert.match(problemOf({ ...mine, meant: false }, owned) ?? '', /not meant for/);
  });
  it('hears a refusal that tells more than the stranger knew', () => {
    assert.equal(problemOf({ ...attempt, answer: `{"details":{"id":"${ID}"}}` }, owned), undefined);
    assert.match(problemOf({ ...attempt, request: '/me/contracts/x', answer: `{"details":{"id":"${ID}"}}` }, owned) ?? '', /tells/);
  });
  it('takes for ids what is one, wherever it stands', () => {
    const answer = {
      items: [{ contractId: ID, petId: 'pet-000001', version: 7 }],
      plan: { mandate: { agreementNo: '2026112300001' } },
      actorId: 'fulfillment',
    };
    assert.deepEqual(idsIn(answer), [ID, '2026112300001']);
  });
});

/** A server with two private things and a public one; `leaks` says where it forgets to look who asks. */
function fakeServer(leaks: string) {
  const door = { type: 'http', scheme: 'bearer' };
  const get = (operationId: string, security: object[], properties: object) => ({
    get: { operationId, security, responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties } } } } } },
  });
  const document = {
    paths: {
      '/shops': get('listShops', [], { items: { type: 'array' } }),
      '/me/boxes': get('listBoxes', [{ owner: [] }], { items: { type: 'array' } }),
      '/me/boxes/{boxId}': get('getBox', [{ owner: [] }], { boxId: { type: 'string' } }),
    },
    components: { securitySchemes: { owner: door } },
  };
  const person = (name: string, kind: string): Somebody => ({
    name,
    kind,
    async send({ path }: Call): Promise<Answer> {
      const box = { boxId: 'box-0001' };
      const mayRead = name === 'ann' || leaks === path.replace('box-0001', '{boxId}');
      if (path === '/shops') return { status: 200, text: '{"items":[]}' };
      if (kind !== 'owner' && leaks !== 'audience') return { status: 403, text: '{}' };
      if (path === '/me/boxes') return { status: 200, text: JSON.stringify({ items: mayRead ? [box] : [] }) };
      return mayRead ? { status: 200, text: JSON.stringify(box) } : { status: 404, text: '{}' };
    },
  });
  const ann = person('ann', 'owner');
  const cast: Cast = { owners: { ann }, strangers: [ann, person('bob', 'owner'), person('eve', 'nobody')] };
  return { operations: operationsOf(document), cast };
}

const STEPS: Step<{ boxId?: string }>[] = [
  { operationId: 'listShops', as: 'ann' },
  {
    operationId: 'listBoxes',
    as: 'ann',
    keep(world, { items }: { items: { boxId: string }[] }) {
      world.boxId = items[0]?.boxId;
    },
  },
  { operationId: 'getBox', as: 'ann', params: ({ boxId = '' }) => ({ boxId }) },
];

async function walked(leaks: string): Promise<void> {
  const { operations, cast } = fakeServer(leaks);
  const [world, owned] = [{}, new Set<string>()];
  for (const step of STEPS) {
    const operation = operations.find((one) => one.operationId === step.operationId)!;
    await walkStep({ operation, step, cast, owned }, world);
  }
}

describe('the stranger walk itself', () => {
  it('passes a server that looks who asks', () => walked('nowhere'));
  it('turns red on a page, a thing or an audience that leaks', async () => {
    await assert.rejects(walked('/me/boxes'), /bob at listBoxes: 200: tells box-0001/);
    await assert.rejects(walked('/me/boxes/{boxId}'), /bob at getBox: 200: tells box-0001/);
    await assert.rejects(walked('audience'), /eve at listBoxes: answered 200 to somebody it is not meant for/);
  });
  it('turns red on an operation without an owner’s case, and on a public one that nobody agreed to', () => {
    const { operations } = fakeServer('nowhere');
    assert.deepEqual(coverageProblems(operations, STEPS, ['listShops']), []);
    assert.deepEqual(coverageProblems(operations, STEPS.slice(0, 2), ['listShops']), ['getBox has no owner’s case']);
    assert.deepEqual(coverageProblems(operations, STEPS, []), ['listShops is public and not listed']);
    assert.deepEqual(coverageProblems(operations, STEPS, ['listShops', 'getBox']), ['getBox is listed as public and is not']);
    assert.deepEqual(coverageProblems(operations.slice(1), STEPS, []), ['listShops is walked and does not exist']);
  });
  it('takes no silence for an invitation', () => {
    assert.throws(
      () => operationsOf({ paths: { '/x': { get: { operationId: 'x', responses: { 200: {} } } } } }),
      /does not say who may call/,
    );
  });
});
