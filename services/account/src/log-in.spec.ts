import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { as, context, gateway, service } from '../test/account-world.ts';

const PASSWORD = 'petpact-2026';
const QUARTER_MS = 15 * 60_000;

/** A shop whose owner can log in, and the way from one place to the password. */
async function doors() {
  const world = await service();
  const staff = { staffId: '', login: 'owner@t', displayName: '店长', roles: ['owner'] };
  await world.account.addStaff({ staff, password: PASSWORD }, as('staff', 'o', 'm-tuantuan', ['owner']), context);
  const logIn = (source: string, password = PASSWORD, login = 'owner@t') =>
    world.account.logInStaff({ login, password, source }, gateway, context).then(
      ({ session }) => (session ? 'in' : 'nothing'),
      (error: { reason: string }) => error.reason,
    );
  const wrong = async (source: string, count: number, login = 'owner@t') => {
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push(await logIn(source, `guess ${n}`, login));
    return answers;
  };
  return { ...world, logIn, wrong };
}

describe('a password log-in', () => {
  it('waits for a quarter of an hour after five wrong passwords from one place', async () => {
    const { logIn, wrong, later } = await doors();
    assert.deepEqual(await wrong('1.1.1.1', 6), [...Array(5).fill('LOG_IN_REFUSED'), 'TOO_MANY_ATTEMPTS']);
    assert.equal(await logIn('1.1.1.1'), 'TOO_MANY_ATTEMPTS');
    later(QUARTER_MS);
    assert.equal(await logIn('1.1.1.1'), 'in');
  });
  it('cannot be locked for its owner by somebody elsewhere', async () => {
    const { logIn, wrong } = await doors();
    await wrong('6.6.6.6', 10);
    assert.equal(await logIn('1.1.1.1'), 'in');
  });
  it('stands against many places that guess together, and still opens where it opened before', async () => {
    const { logIn, wrong, later } = await doors();
    assert.equal(await logIn('1.1.1.1'), 'in');
    for (let place = 0; place < 20; place += 1) await wrong(`6.6.6.${place}`, 5);
    assert.deepEqual(await wrong('7.7.7.7', 1), ['TOO_MANY_ATTEMPTS']);
    assert.equal(await logIn('1.1.1.1'), 'in');
    later(QUARTER_MS);
    assert.equal(await logIn('8.8.8.8'), 'in');
  });
  it('counts guesses that are sent at once', async () => {
    const { logIn } = await doors();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => logIn('6.6.6.6', `guess ${n}`)));
    assert.equal(answers.filter((one) => one === 'LOG_IN_REFUSED').length, 5);
  });
  it('forgets wrong passwords of a place after a right one', async () => {
    const { logIn, wrong } = await doors();
    await wrong('1.1.1.1', 4);
    assert.equal(await logIn('1.1.1.1'), 'in');
    assert.deepEqual(await wrong('1.1.1.1', 4), Array(4).fill('LOG_IN_REFUSED'));
  });
  it('tells nobody whether a login exists', async () => {
    const { wrong } = await doors();
    assert.deepEqual(await wrong('6.6.6.6', 8, 'nobody@t'), await wrong('6.6.6.6', 8, 'owner@t'));
  });
  it('keeps no address of anybody', async () => {
    const { wrong, logIn, database } = await doors();
    await wrong('203.0.113.77', 1);
    await logIn('203.0.113.77');
    assert.ok(!JSON.stringify(await database.collection('log_in_tries').find({})).includes('203.0.113.77'));
  });
});
