import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import { FixedClock } from '@petpact/kit/testing/ports';
import { at, CONTRACT, day, PRODUCT } from '../../test/plan.builder.ts';
import { APP_ID, ScriptedAlipay, SHOP } from '../../test/scripted-alipay.ts';
import type { ChargeOrder } from '../domain/charging.ts';
import { alipayWithholding } from './alipay-withholding.ts';

const order: ChargeOrder = {
  period: 1,
  attempt: 1,
  tradeNo: `${CONTRACT}_1_1`,
  amountFen: fen(12_900),
  agreementNo: 'ag-1',
  productCode: PRODUCT.productCode,
  singleCapFen: fen(12_900),
  planDate: day('2026-12-06'),
  sendBefore: at('2026-12-08 00:00'),
  subject: '月付计划 1',
};

describe('the last gate before money moves', () => {
  const clock = new FixedClock(at('2026-12-06 10:00'));
  const alipay = new ScriptedAlipay(clock);
  const door = alipayWithholding({ alipay, appId: APP_ID, product: PRODUCT, notifyUrl: 'https://petpact.test/notify', clock });

  const broken = { outcome: 'refused', refusal: 'ruleBroken', code: 'LAST_GATE' };
  const wrongs: [string, Partial<ChargeOrder>, string, object?][] = [
    ['one fen over the cap that was signed', { amountFen: fen(12_901) }, '2026-12-06 10:00', broken],
    ['nothing', { amountFen: fen(0) }, '2026-12-06 10:00', broken],
    ['a negative amount', { amountFen: fen(-1) }, '2026-12-06 10:00', broken],
    ['a number that may have been given up', { sendBefore: at('2026-12-06 10:00') }, '2026-12-06 10:00'],
    ['the day before the window', {}, '2026-11-30 23:59'],
    ['the last half hour of the plan day', {}, '2026-12-06 23:30'],
    ['the day after the plan day', {}, '2026-12-07 00:00'],
  ];
  for (const [what, change, now, answer = { outcome: 'closed' }] of wrongs) {
    it(`sends nothing for ${what}`, async () => {
      clock.set(at(now));
      assert.deepEqual(await door.charge(SHOP, { ...order, ...change }), answer);
      assert.deepEqual(alipay.calls, []);
    });
  }

  it('lets a true order pass, first and last minute of the window', async () => {
    for (const now of ['2026-12-01 00:00', '2026-12-06 23:29']) {
      clock.set(at(now));
      await door.charge(SHOP, order);
    }
    assert.equal(alipay.calls.length, 2);
  });
});
