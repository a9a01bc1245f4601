import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFault, strike } from './faults.ts';

describe('a fault that is switched on', () => {
  it('strikes until it is switched off', () => {
    const faults = { slow: { value: 500, times: null } };
    assert.deepEqual(strike(faults, 'slow'), { value: 500, faults });
  });
  it('strikes as often as it was told, and is gone', () => {
    const twice = { down: { value: 'answers503', times: 2 } };
    const once = strike(twice, 'down');
    assert.deepEqual(once, { value: 'answers503', faults: { down: { value: 'answers503', times: 1 } } });
    assert.deepEqual(strike(once.faults, 'down'), { value: 'answers503', faults: {} });
    assert.deepEqual(strike({}, 'down'), { value: undefined, faults: {} });
  });
});

describe('reading a fault', () => {
  it('knows the values that each kind has', () => {
    assert.deepEqual(readFault('down', { value: 'refusesConnections' }), { value: 'refusesConnections', times: null });
    assert.deepEqual(readFault('refuses', { value: '缺货', times: 1 }), { value: '缺货', times: 1 });
    assert.deepEqual(readFault('slow', { value: 800 }), { value: 800, times: null });
    assert.deepEqual(readFault('pushesTwice', {}), { value: true, times: null });
  });
  it('refuses everything else', () => {
    assert.equal(readFault('down', { value: 'a bit' }), undefined);
    assert.equal(readFault('slow', { value: 'very' }), undefined);
    assert.equal(readFault('refuses', {}), undefined);
    assert.equal(readFault('constructor', {}), undefined);
    assert.equal(readFault('pushesTwice', { times: 0 }), undefined);
  });
});
