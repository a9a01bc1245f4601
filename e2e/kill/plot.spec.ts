import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plotOf, seedsOf, told, VICTIMS } from './plot.ts';

describe('what a seed does', () => {
  it('is the same every time, and told in one line', () => {
    assert.deepEqual(plotOf(7), plotOf(7));
    assert.match(told(plotOf(7)), /^seed 7: kill -9 warehouse /);
  });
  it('kills every kind of process within the twenty seeds, with many faults', () => {
    const plots = seedsOf().map(plotOf);
    assert.equal(plots.length, 20);
    assert.deepEqual(new Set(plots.flatMap(({ victims }) => victims)), new Set(VICTIMS));
    assert.ok(new Set(plots.flatMap(({ faults }) => faults.map(({ kind }) => kind))).size >= 8);
    assert.deepEqual([...new Set(plots.map(({ moment }) => moment.at))].sort(), ['document', 'journal', 'time']);
  });
  it('may be asked for one by one', () => {
    assert.deepEqual(seedsOf('3,7'), [3, 7]);
    assert.deepEqual(seedsOf('21-23'), [21, 22, 23]);
  });
});
