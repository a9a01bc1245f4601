import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aSettlement } from '../../../test/fixtures/ending.ts';
import { TEXTS } from '../../i18n/texts.ts';
import { linesOf, sayPeriods } from './settlement-lines.ts';

const { zh, en } = TEXTS;

describe('a settlement', () => {
  it('is told line by line, what is nothing left out', () => {
    const shopBreach = aSettlement({ cause: 'shopBreach', compensationFen: 2_580, compensationBp: 2000 });
    assert.deepEqual(linesOf(shopBreach, 12_900, zh), [
      ['退还（未发货）', '¥129.00', '第 3 期'],
      ['不退（已发货）', '¥258.00', '第 1–2 期'],
      ['不再扣款', '¥516.00', '第 4–6 期、第 9 期'],
      ['本店应付违约金', '¥25.80', '¥129.00 的 20%'],
    ]);
  });
  it('names the fee with its share of the unpaid rest, and the charge that is in flight', () => {
    const adopterBreach = aSettlement({ refundFen: 0, keptFen: 0, inFlightPeriod: 4, feeFen: 10_320, feeBp: 2000 });
    assert.deepEqual(linesOf(adopterBreach, 12_900, en), [
      ['Being charged; goes back if it succeeds', '¥129.00', 'period 4'],
      ['Not charged any more', '¥516.00', 'periods 4–6, period 9'],
      ['Owed by the adopter', '¥103.20', '20% of ¥516.00'],
    ]);
  });
  it('may come to nothing', () => {
    assert.deepEqual(linesOf(aSettlement({ refundFen: 0, keptFen: 0, cancelledFen: 0 }), 12_900, zh), []);
  });
  it('says periods that follow each other as one', () => {
    assert.equal(sayPeriods([3, 1], en), 'period 1, period 3');
    assert.equal(sayPeriods([2, 1, 3, 7], zh), '第 1–3 期、第 7 期');
  });
});
