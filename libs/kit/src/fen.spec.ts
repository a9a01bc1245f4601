import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fen, fenFromYuan, splitFen, yuanFromFen } from './fen.ts';

const anyFen = fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(fen);

describe('money in fen', () => {
  it('is a whole number', () => {
    for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) assert.throws(() => fen(amount), RangeError);
    assert.ok(Object.is(fen(-0), 0));
  });

  it('reads the yuan that Alipay writes', () => {
    assert.deepEqual(['129.00', '129.9', '129', '0.01', '-3.50'].map(fenFromYuan), [12_900, 12_990, 12_900, 1, -350]);
  });

  it('refuses yuan with a third decimal, a sign in the wrong place or anything that is no amount', () => {
    for (const text of ['1.234', '', '.5', '1,000.00', '1e3', '+1', '--1', ' 1', '１.00', '99999999999999.99']) {
      assert.throws(() => fenFromYuan(text), RangeError, text);
    }
  });

  it('goes to yuan and back unchanged, always with two decimals', () => {
    fc.assert(
      fc.property(anyFen, (amount) => {
        const yuan = yuanFromFen(amount);
        assert.match(yuan, /^-?\d+\.\d\d$/);
        assert.equal(fenFromYuan(yuan), amount);
      }),
    );
  });
});

describe('splitting an amount', () => {
  const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 });

  it('loses and makes no fen, whatever the weights', () => {
    fc.assert(
      fc.property(anyFen, weights, (total, given) => {
        const parts = splitFen(total, given);
        assert.equal(parts.length, given.length);
        assert.equal(
          parts.reduce((sum, part) => sum + BigInt(part), 0n),
          BigInt(total),
        );
      }),
    );
  });

  it('gives each part its exact share, off by less than one fen', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9).map(fen), weights, (total, given) => {
        const whole = given.reduce((sum, weight) => sum + weight, 0);
        fc.pre(whole > 0);
        splitFen(total, given).forEach((part, index) => {
          assert.ok(Math.abs(part - (total * given[index]!) / whole) < 1);
        });
      }),
    );
  });

  it('gives the fen left over to the largest remainder, and on a tie to the earlier part', () => {
    assert.deepEqual(splitFen(fen(100), [1, 1, 1]), [34, 33, 33]);
    assert.deepEqual(splitFen(fen(10), [1, 2, 4]), [1, 3, 6]);
    assert.deepEqual(splitFen(fen(-100), [1, 1, 1]), [-34, -33, -33]);
    assert.deepEqual(splitFen(fen(5), [0, 0]), [3, 2]);
    assert.deepEqual(splitFen(fen(5), [0, 7]), [0, 5]);
  });

  it('refuses to split between nobody, or by half or negative weights', () => {
    for (const given of [[], [-1, 2], [0.5]]) assert.throws(() => splitFen(fen(1), given), RangeError);
  });
});
