import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { after, type ContractState, type ContractStep, hasEnded, LIFE_CYCLE, take } from './life-cycle.ts';

const states = Object.keys(LIFE_CYCLE) as ContractState[];
const steps = [...new Set(Object.values(LIFE_CYCLE).flatMap((from) => Object.keys(from)))] as ContractStep[];

describe('the life of a contract', () => {
  it('can reach every state from a draft', () => {
    const reached = new Set<ContractState>(['draft']);
    for (const state of reached) for (const next of Object.values(LIFE_CYCLE[state])) reached.add(next);
    assert.deepEqual([...reached].sort(), [...states].sort());
  });
  it('ends in completed, terminated, breached or expired, and nowhere else', () => {
    assert.deepEqual(states.filter(hasEnded).sort(), ['breached', 'completed', 'expired', 'terminated']);
  });
  it('never leaves an end, and never runs without having been signed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 20 }), (walk) => {
        let state: ContractState = 'draft';
        let signed = false;
        for (const step of walk) {
          const next = after(state, step);
          if (next === undefined) continue;
          assert.equal(hasEnded(state), false);
          signed ||= step === 'sign';
          state = next;
        }
        if (state === 'active' || state === 'paused' || state === 'completed' || state === 'breached') assert.equal(signed, true);
      }),
    );
  });
  it('refuses a step it does not list', () => {
    assert.throws(() => take('draft', 'pause', 'CONTRACT_NOT_ACTIVE'), {
      reason: 'CONTRACT_NOT_ACTIVE',
      details: { state: 'draft', step: 'pause' },
    });
  });
});
