import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OffsetClock } from './clock.ts';
import { memoryPorts } from './testing/memory-ports.ts';
import { FixedClock } from './testing/ports.ts';

describe('business time', () => {
  it('is real time until the test clock moves it, and runs on from there', () => {
    const realClock = new FixedClock('2026-12-01T00:00:00Z');
    const clock = new OffsetClock(realClock);
    assert.deepEqual(clock.now(), realClock.now());
    clock.setOffsetMs(86_400_000);
    realClock.advance(1_000);
    assert.deepEqual(clock.now(), new Date('2026-12-02T00:00:01Z'));
    assert.throws(() => clock.setOffsetMs(Number.NaN), RangeError);
  });

  it('stands still in a test, where waiting moves it and every id comes in turn', async () => {
    const { clock, timer, ids, random } = memoryPorts('2026-12-01T00:00:00Z');
    await timer.sleep(5_000);
    assert.equal(clock.now().toISOString(), '2026-12-01T00:00:05.000Z');
    assert.deepEqual([ids.next(), ids.next(), random.bytes(2)], ['id-1', 'id-2', Buffer.from([1, 2])]);
  });
});
