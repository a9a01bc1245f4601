import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { PLATFORM } from '@petpact/kit/caller';
import { as, context, service } from '../test/account-world.ts';

const owner = as('staff', 'o', 'm-tuantuan', ['owner']);
const connector = (baseUrl: string, warehouseId = 'hz1') => ({
  warehouseId,
  name: '杭州云仓',
  baseUrl,
  keyId: `key-${warehouseId}`,
  secret: 'a secret of enough length',
});
const DENIED = { reason: 'NOT_ALLOWED', kind: 'denied' };

describe('secrets of a shop', () => {
  let world: Awaited<ReturnType<typeof service>>;
  before(async () => {
    world = await service();
    await world.account.saveConnector({ connector: connector('https://warehouse.example') }, owner, context);
  });
  const ASKED: [what: string, ask: (by: string) => Promise<unknown>, users: string[]][] = [
    ['data keys', (by) => world.account.getDataKey({ subjectId: 'x' }, as('service', by), context), ['contract', 'fulfillment']],
    ['the token at Alipay', (by) => world.account.getAlipayAccount({}, as('service', by), context), ['billing', 'credit', 'marketing']],
    ['warehouse secrets', (by) => world.account.getConnector({ warehouseId: 'hz1' }, as('service', by), context), ['fulfillment']],
    [
      'warehouse secrets by key',
      (by) => world.account.findConnectorByKey({ keyId: 'key-hz1' }, as('service', by, PLATFORM), context),
      ['fulfillment'],
    ],
  ];
  for (const [what, ask, users] of ASKED) {
    it(`are told to those services alone that work with them: ${what}`, async () => {
      for (const user of users) await ask(user);
      for (const other of ['catalog', 'points', 'gateway', 'account', 'credit', 'contract'].filter((one) => !users.includes(one)))
        await assert.rejects(ask(other), DENIED, other);
    });
  }
});

describe('a consent', () => {
  it('is given by the adopter or noted by a service, never by staff in his name', async () => {
    const { account, logIn } = await service();
    const { id } = (await logIn('lin')).principal!;
    const consent = { purpose: 'withholding', textVersion: '1', granted: true, atTime: undefined };
    await account.recordConsent({ adopterId: '', consent }, as('adopter', id), context);
    await account.recordConsent({ adopterId: id, consent }, as('service', 'contract'), context);
    await assert.rejects(account.recordConsent({ adopterId: id, consent }, owner, context), DENIED);
    assert.equal((await account.listConsents({ adopterId: id }, owner, context)).consents.length, 2);
  });
});

describe('the address of a warehouse', () => {
  it('is one of the web, with nothing hidden in it', async () => {
    const { account } = await service();
    const save = (baseUrl: string) => account.saveConnector({ connector: connector(baseUrl) }, owner, context);
    for (const fine of ['https://warehouse.example', 'https://warehouse.example/api/', 'http://127.0.0.1:8091']) await save(fine);
    for (const odd of [
      '',
      'warehouse.example',
      'file:///etc/passwd',
      'gopher://x',
      'https://user:pass@warehouse.example',
      'https://warehouse.example/?to=/v1',
      'https://warehouse.example/#',
      `https://warehouse.example/${'a'.repeat(300)}`,
    ])
      await assert.rejects(save(odd), { reason: 'INVALID_CONNECTOR' }, odd);
  });
});
