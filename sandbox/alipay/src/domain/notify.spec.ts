import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AWorld } from '../../test/a-world.ts';
import { afterTry, forge, type Notify, type NotifyTry } from './notify.ts';

const MINUTE = 60_000;
const tried = (at: number, ok: boolean): NotifyTry => ({ at, realAt: at, answer: '', ok });
const aNotify = (): Notify => {
  const alipay = new AWorld('2026-07-01');
  alipay.sign();
  return [...alipay.world.notifies.values()][0]!;
};

describe('a notify', () => {
  it('is sent at most eight times, 4, 10, 10 minutes, 1, 2, 6 and 15 hours apart', () => {
    let notify = aNotify();
    const gaps: (number | undefined)[] = [];
    for (let time = notify.createdAt; notify.nextAt !== undefined; time = notify.nextAt ?? time) {
      notify = afterTry(notify, tried(time, false), 1);
      gaps.push(notify.nextAt === undefined ? undefined : (notify.nextAt - time) / MINUTE);
    }
    assert.deepEqual(gaps, [4, 10, 10, 60, 120, 360, 900, undefined]);
    assert.equal(notify.state, 'givenUp');
  });

  it('is not sent again once it was answered', () => {
    const notify = afterTry(aNotify(), tried(1, true), 1);
    assert.deepEqual([notify.state, notify.nextAt], ['delivered', undefined]);
  });

  it('is sent faster or slower as the scale says', () => {
    assert.equal(afterTry(aNotify(), tried(0, false), 0.5).nextAt, 2 * MINUTE);
  });

  it('leaves out what has no value and names the caller’s and the shop’s app', () => {
    const { fields } = aNotify();
    assert.ok(Object.values(fields).every((value) => value !== ''));
    assert.equal('external_logon_id' in fields, false);
    assert.deepEqual([fields.app_id, fields.auth_app_id], ['2021000000000001', new AWorld('2026-07-01').shop.authAppId]);
  });

  it('that is forged by its fields alone says what its model says, but for them', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.sign();
    const genuine = [...alipay.world.notifies.values()][0]!;
    const { notify } = forge(alipay.world, genuine, { how: 'fields', fields: { seller_id: '2088' }, sameId: true, url: 'http://x' }, 1);
    assert.deepEqual(notify.fields, { ...genuine.fields, seller_id: '2088' });
    assert.deepEqual([notify.url, notify.forgery], ['http://x', 'fields']);
  });
});
