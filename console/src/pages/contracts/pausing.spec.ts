import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aContract } from '../../../test/fixtures/adoption.ts';
import { anEnding } from '../../../test/fixtures/ending.ts';
import { pauseOf } from './pausing.ts';

const TODAY = '2026-12-22';

describe('a pause', () => {
  it('that begins today is over after the days of the contract at most', () => {
    assert.deepEqual(pauseOf(aContract(), TODAY), { act: 'pause', until: '2027-02-20', isUsedUp: false });
  });
  it('is not open once as many were taken as the contract allows', () => {
    assert.equal(pauseOf(aContract({ pauseCount: 2 }), TODAY).isUsedUp, true);
  });
  it('can be ended while it lasts, whoever began it', () => {
    assert.equal(pauseOf(aContract({ state: 'paused', pauseCount: 2 }), TODAY).act, 'resume');
  });
  it('neither begins nor ends before the contract runs, after it, and while it is being ended', () => {
    const acts = (['signed', 'awaitingHandover', 'terminated'] as const).map((state) => pauseOf(aContract({ state }), TODAY).act);
    assert.deepEqual(acts, ['none', 'none', 'none']);
    assert.equal(pauseOf(aContract({ ending: anEnding({ cause: 'petDied' }) }), TODAY).act, 'none');
  });
  it('is open still while the shop’s notice runs', () => {
    assert.equal(pauseOf(aContract({ ending: anEnding({ cause: 'shopWish' }) }), TODAY).act, 'pause');
  });
});
