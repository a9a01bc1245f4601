import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { anAdoption, anInstalment, aPlan } from '../../../test/fixtures/adoption.ts';
import { TEXTS } from '../../i18n/texts.ts';
import { canEnd, linesOf, mayEnd, overdueCount, sayCause, sayPeriods } from './ending.ts';
import { nextOf, sayNext } from './next-step.ts';

const { zh, en } = TEXTS;
const settlement: Schemas['Settlement'] = {
  settlementId: 's',
  cause: 'shopBreach',
  coolingOff: false,
  effectiveDate: '2026-12-01',
  refundPeriods: [3],
  refundFen: 12_900,
  keptPeriods: [1, 2],
  keptFen: 25_800,
  inFlightPeriod: 0,
  cancelledPeriods: [4, 5, 6, 9],
  cancelledFen: 51_600,
  feeFen: 0,
  feeBp: 0,
  compensationFen: 2_580,
  compensationBp: 2000,
};

describe('the end of a contract', () => {
  it('is told line by line, what is nothing left out', () => {
    assert.deepEqual(linesOf(settlement, 12_900, zh), [
      ['退还（未发货）', '¥129.00', '第 3 期'],
      ['不退（已发货）', '¥258.00', '第 1–2 期'],
      ['不再扣款', '¥516.00', '第 4–6 期、第 9 期'],
      ['本店应付违约金', '¥25.80', '¥129.00 的 20%'],
    ]);
    assert.equal(sayPeriods([1, 3], en), 'period 1, period 3');
  });
  it('has a cause in words', () => {
    assert.deepEqual(
      ['adopterWish', 'petDied', 'new'].map((cause) => sayCause(cause, zh)),
      ['领养人解除', '宠物离世', 'new'],
    );
  });
  it('is for owner and manager, while the contract runs and no end is under way', () => {
    assert.deepEqual([mayEnd(['clerk']), mayEnd(['manager'])], [false, true]);
    const { contract } = anAdoption({ contract: { state: 'active' } });
    assert.deepEqual([canEnd(contract), canEnd({ ...contract, state: 'completed' })], [true, false]);
    assert.equal(overdueCount(aPlan({ instalments: [anInstalment(1, { state: 'overdue' }), anInstalment(2)] })), 1);
  });
  it('is followed by what is still on its way', () => {
    const ended = (nextStep: string) =>
      nextOf(anAdoption({ contract: { state: 'terminated' }, plan: aPlan({ state: 'ended', nextStep }) }));
    assert.equal(sayNext(ended('unsign'), zh, 'zh'), '正在向支付宝解约代扣');
    assert.equal(ended('none').kind, 'ended');
  });
});
