import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLATFORM } from '@petpact/kit/caller';
import { as, context, gateway, seeding, service, shop } from '../test/account-world.ts';

const identify = (account: Awaited<ReturnType<typeof service>>['account'], accessToken: string) =>
  account.identifySession({ accessToken }, gateway, context);

describe('an adopter session', () => {
  it('speaks for the person at that shop only', async () => {
    const { account, logIn } = await service();
    const { principal } = await identify(account, (await logIn('lin')).accessToken);
    assert.equal(principal?.merchantId, 'm-tuantuan');
    assert.equal(principal?.kind, 'adopter');
  });
  it('rotates; the old access token is over, and a refresh token that comes back ends the family', async () => {
    const { account, logIn } = await service();
    const first = await logIn('lin');
    const second = (await account.refreshSession({ refreshToken: first.refreshToken }, gateway, context)).session!;
    await assert.rejects(identify(account, first.accessToken), { reason: 'SESSION_UNKNOWN' });
    await identify(account, second.accessToken);
    await assert.rejects(account.refreshSession({ refreshToken: first.refreshToken }, gateway, context), { reason: 'SESSION_REVOKED' });
    await assert.rejects(identify(account, second.accessToken), { reason: 'SESSION_UNKNOWN' });
    await assert.rejects(account.refreshSession({ refreshToken: second.refreshToken }, gateway, context), { reason: 'SESSION_REVOKED' });
  });
  it('gives exactly one of two racing rotations a session', async () => {
    const { account, logIn } = await service();
    const { refreshToken } = await logIn('lin');
    const outcomes = await Promise.allSettled([1, 2].map(() => account.refreshSession({ refreshToken }, gateway, context)));
    assert.equal(outcomes.filter((one) => one.status === 'fulfilled').length, 1);
  });
  it('ends at log-out and by time', async () => {
    const { account, logIn, later } = await service();
    const one = await logIn('lin');
    await account.endSession({ accessToken: one.accessToken }, gateway, context);
    await assert.rejects(identify(account, one.accessToken), { reason: 'SESSION_UNKNOWN' });
    const two = await logIn('zhou');
    later(2 * 3_600_000 + 1);
    await assert.rejects(identify(account, two.accessToken), { reason: 'SESSION_UNKNOWN' });
  });
  it('is never stored as it was given out', async () => {
    const { database, logIn } = await service();
    const { accessToken, refreshToken } = await logIn('lin');
    const stored = JSON.stringify(await database.collection('sessions').find({}));
    assert.ok(!stored.includes(accessToken) && !stored.includes(refreshToken));
  });
});

describe('personal fields', () => {
  const profile = { name: '林小满', phone: '13800000001', identityNumber: '11010519491231002X' };
  it('are sealed in the store and opened for their person', async () => {
    const { account, database, logIn } = await service();
    const me = as('adopter', (await logIn('lin')).principal!.id);
    await account.saveProfile(profile, me, context);
    await account.saveAddress(
      {
        address: { addressId: '', name: '林小满', phone: '13800000001', region: '浙江省 杭州市', detail: '文三路 90 号', isDefault: true },
      },
      me,
      context,
    );
    const stored = JSON.stringify(await database.collection('adopters').find({}));
    for (const secret of ['林小满', '13800000001', '11010519491231002X', '文三路'])
      assert.ok(!stored.includes(secret), `${secret} lies open`);
    const { adopter } = await account.getAdopter({ adopterId: '' }, me, context);
    assert.equal(adopter?.name, '林小满');
    assert.equal(adopter?.identityNumber, '110***********002X');
    assert.equal((await account.listAddresses({ adopterId: '' }, me, context)).addresses[0]?.detail, '文三路 90 号');
  });
  it('are told to nobody else: another adopter, another shop', async () => {
    const { account, logIn } = await service();
    const { id } = (await logIn('lin')).principal!;
    const other = as('adopter', (await logIn('zhou')).principal!.id);
    await assert.rejects(account.getAdopter({ adopterId: id }, other, context), { reason: 'ADOPTER_NOT_FOUND' });
    await assert.rejects(account.getAdopter({ adopterId: id }, as('staff', 's', 'm-maoyu'), context), { reason: 'ADOPTER_NOT_FOUND' });
    await assert.rejects(account.getAdopter({ adopterId: id }, as('adopter', id, 'm-maoyu'), context), { reason: 'ADOPTER_NOT_FOUND' });
    await assert.rejects(account.getDataKey({ subjectId: id }, other, context), { reason: 'NOT_ALLOWED' });
  });
  it('have one address for one intent, however often it is sent', async () => {
    const { account, logIn } = await service();
    const me = as('adopter', (await logIn('lin')).principal!.id);
    const address = { addressId: '', name: '林小满', phone: '13800000001', region: '浙江省', detail: '文三路', isDefault: false };
    const first = await account.saveAddress({ address }, me, context);
    assert.deepEqual(await account.saveAddress({ address }, me, context), first);
    const other = { ...address, detail: '学院路' };
    await assert.rejects(account.saveAddress({ address: other }, me, context), { reason: 'REQUEST_ID_REUSED' });
    assert.deepEqual((await account.listAddresses({ adopterId: '' }, me, context)).addresses, [first.address]);
  });
});

describe('shops and their people', () => {
  it('are onboarded once; the same path name with another app is refused', async () => {
    const { account } = await service();
    await account.onboardMerchant({ merchant: shop('tuantuan', 'app-1'), appAuthToken: 'token-1' }, seeding, context);
    await assert.rejects(account.onboardMerchant({ merchant: shop('tuantuan', 'app-9'), appAuthToken: 'x' }, seeding, context), {
      reason: 'SLUG_TAKEN',
    });
    await assert.rejects(account.onboardMerchant({ merchant: shop('third', 'app-2'), appAuthToken: 'x' }, seeding, context), {
      reason: 'ALIPAY_APP_TAKEN',
    });
  });
  it('are added by the owner, not by a clerk, and log in at their own shop', async () => {
    const { account } = await service();
    const staff = { staffId: '', login: 'clerk@tuantuan', displayName: '小乔', roles: ['clerk'] };
    await assert.rejects(account.addStaff({ staff, password: 'petpact-2026' }, as('staff', 'c', 'm-tuantuan', ['clerk']), context), {
      reason: 'NOT_ALLOWED',
    });
    await account.addStaff({ staff, password: 'petpact-2026' }, as('staff', 'o', 'm-tuantuan', ['owner']), context);
    const { session } = await account.logInStaff({ login: 'Clerk@Tuantuan', password: 'petpact-2026', source: '' }, gateway, context);
    assert.equal(session?.principal?.merchantId, 'm-tuantuan');
    await assert.rejects(account.logInOperator({ login: 'clerk@tuantuan', password: 'petpact-2026', source: '' }, gateway, context), {
      reason: 'LOG_IN_REFUSED',
    });
  });
});

describe('warehouse connections', () => {
  const connector = {
    warehouseId: 'hz1',
    name: '杭州云仓',
    baseUrl: 'http://127.0.0.1:1',
    keyId: 'key-1',
    secret: 'a secret of enough length',
  };
  const owner = as('staff', 'o', 'm-tuantuan', ['owner']);
  it('keep their secret sealed and give it to services only', async () => {
    const { account, database } = await service();
    await account.saveConnector({ connector }, owner, context);
    assert.ok(!JSON.stringify(await database.collection('connectors').find({})).includes(connector.secret));
    await assert.rejects(account.getConnector({ warehouseId: 'hz1' }, owner, context), { reason: 'NOT_ALLOWED' });
    assert.equal(
      (await account.getConnector({ warehouseId: 'hz1' }, as('service', 'fulfillment'), context)).connector?.secret,
      connector.secret,
    );
  });
  it('are found by their key id, which no other shop can take', async () => {
    const { account } = await service();
    await account.saveConnector({ connector }, owner, context);
    assert.equal(
      (await account.findConnectorByKey({ keyId: 'key-1' }, as('service', 'fulfillment', PLATFORM), context)).merchantId,
      'm-tuantuan',
    );
    await assert.rejects(account.saveConnector({ connector }, as('staff', 'o', 'm-maoyu', ['owner']), context), { reason: 'KEY_ID_TAKEN' });
  });
});
