import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeParticipant } from '../test/fake-participant.ts';
import { httpDoor } from './participants.ts';
import { clockServer } from './server.ts';
import { StateFile } from './state-file.ts';
import { TestClock } from './test-clock.ts';

const DAY_MS = 86_400_000;
let folder: string;
let started: { stop(): Promise<void> }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petpact-clock-'));
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  rmSync(folder, { recursive: true });
});

async function startClock(idleTimeoutMs = 5000): Promise<string> {
  const clock = new TestClock({ file: new StateFile(join(folder, 'clock.json')), door: httpDoor(1000), idleTimeoutMs });
  const server = clockServer(clock);
  started.push({ stop: () => server.close() });
  return server.listen({ host: '127.0.0.1', port: 0 });
}
async function takePart(clockUrl: string, participant: FakeParticipant): Promise<string> {
  started.push(participant);
  const url = await participant.start();
  const answer = await send(clockUrl, 'POST', '/clock/participants', { name: participant.name, url });
  assert.equal(answer.status, 200);
  return url;
}
async function send(url: string, method: string, path: string, body?: unknown) {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}
const advance = (url: string, seconds: number) => send(url, 'POST', '/clock/advance', { seconds });

describe('moving the time of the platform', () => {
  it('stops at every instant somebody waits for, also at those that appear on the way', async () => {
    const clock = await startClock();
    const [billing, warehouse] = [new FakeParticipant('billing', { workMs: 5 }), new FakeParticipant('warehouse')];
    const begin = Date.now();
    billing.onWork = (label, nowMs) => warehouse.owe(`ship ${label}`, nowMs + 3600_000);
    for (const period of [1, 2, 3]) billing.owe(`period ${period}`, begin + period * 30 * DAY_MS);
    await takePart(clock, billing);
    await takePart(clock, warehouse);

    const answer = await advance(clock, 100 * 86_400);

    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual(
      billing.done.map(({ label }) => label),
      ['period 1', 'period 2', 'period 3'],
    );
    assert.deepEqual(
      warehouse.done.map(({ label }) => label),
      ['ship period 1', 'ship period 2', 'ship period 3'],
    );
    for (const [index, { atMs }] of billing.done.entries()) {
      assert.ok(Math.abs(atMs - (begin + (index + 1) * 30 * DAY_MS)) < 1000, 'worked off at its own instant, not later');
    }
    assert.ok(Math.abs(billing.nowMs - (begin + 100 * DAY_MS)) < 2000);
    assert.equal(billing.offsetMs, warehouse.offsetMs);
  });

  it('waits for the slow one before it goes on', async () => {
    const clock = await startClock();
    const slow = new FakeParticipant('slow', { workMs: 300 });
    slow.owe('first', Date.now() + DAY_MS);
    slow.owe('second', Date.now() + 2 * DAY_MS);
    await takePart(clock, slow);
    const begin = Date.now();
    assert.equal((await advance(clock, 3 * 86_400)).status, 200);
    assert.equal(slow.done.length, 2);
    assert.ok(Date.now() - begin >= 600);
  });

  it('does one request after the other and counts the second from where the first arrived', async () => {
    const clock = await startClock();
    await takePart(clock, new FakeParticipant('billing'));
    const begin = Date.now();
    const answers = await Promise.all([advance(clock, 86_400), advance(clock, 86_400)]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const now = Date.parse(String((await send(clock, 'GET', '/clock')).body.now));
    assert.ok(Math.abs(now - (begin + 2 * DAY_MS)) < 2000);
  });

  it('tells screens how far it is and whom it waits for', async () => {
    const clock = await startClock();
    const slow = new FakeParticipant('slow', { workMs: 400 });
    slow.owe('work', Date.now() + DAY_MS);
    await takePart(clock, slow);
    const going = advance(clock, 2 * 86_400);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { advancing } = (await send(clock, 'GET', '/clock')).body as { advancing: { waitingFor: string[] } };
    assert.deepEqual(advancing.waitingFor, ['slow']);
    await going;
    assert.equal((await send(clock, 'GET', '/clock')).body.advancing, null);
  });

  it('leaves the others in peace while it waits for one', async () => {
    const clock = await startClock();
    const [slow, other] = [new FakeParticipant('slow', { workMs: 400 }), new FakeParticipant('other')];
    slow.owe('work', Date.now() + DAY_MS);
    await takePart(clock, slow);
    await takePart(clock, other);
    assert.equal((await advance(clock, 2 * 86_400)).status, 200);
    assert.equal(slow.done.length, 1);
    assert.ok(slow.timesAsked > 10 && other.timesAsked < 10, `${slow.timesAsked} and ${other.timesAsked} times`);
  });

  it('goes on without one that leaves while it is waited for', async () => {
    const clock = await startClock();
    const stuck = new FakeParticipant('stuck', { workMs: 60_000 });
    stuck.owe('endless', Date.now() + DAY_MS);
    await takePart(clock, stuck);
    await takePart(clock, new FakeParticipant('other'));
    const going = advance(clock, 2 * 86_400);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await send(clock, 'DELETE', '/clock/participants/stuck');
    assert.equal((await going).status, 200);
  });

  it('takes a few milliseconds a step where nothing is slow', async () => {
    const clock = await startClock();
    const busy = new FakeParticipant('busy');
    const begin = Date.now();
    for (let day = 1; day <= 100; day += 1) busy.owe(`day ${day}`, begin + day * DAY_MS);
    await takePart(clock, busy);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) await takePart(clock, new FakeParticipant(name));
    const answer = await advance(clock, 101 * 86_400);
    assert.equal(busy.done.length, 100);
    assert.ok(Number(answer.body.tookMs) / Number(answer.body.steps) < 60, `${answer.body.tookMs} ms for ${answer.body.steps} steps`);
  });
});

describe('what the clock refuses', () => {
  it('names the one that does not get idle and keeps the time it has reached', async () => {
    const clock = await startClock(200);
    const stuck = new FakeParticipant('stuck', { workMs: 60_000 });
    stuck.owe('endless', Date.now() + DAY_MS);
    await takePart(clock, stuck);
    const answer = await advance(clock, 5 * 86_400);
    assert.equal(answer.status, 504);
    assert.deepEqual(answer.body.waitingFor, [{ name: 'stuck', busy: ['working'] }]);
    assert.ok(Number(answer.body.offsetMs) < 2 * DAY_MS);
  });

  it('does not move while a participant is dead, and moves once it was removed', async () => {
    const clock = await startClock(200);
    const dead = new FakeParticipant('dead');
    await takePart(clock, dead);
    await dead.stop();
    const answer = await advance(clock, 86_400);
    assert.equal(answer.status, 504);
    assert.match(String(answer.body.message), /dead \(unreachable: ECONNREFUSED\)/);
    assert.equal(answer.body.offsetMs, 0);
    assert.equal((await send(clock, 'DELETE', '/clock/participants/dead')).status, 204);
    assert.equal((await send(clock, 'DELETE', '/clock/participants/dead')).status, 404);
    assert.equal((await advance(clock, 86_400)).status, 200);
  });

  it('goes neither back nor further than 1100 days, and reads only what it understands', async () => {
    const clock = await startClock();
    const codes = [];
    for (const body of [
      { seconds: -1 },
      { seconds: 1101 * 86_400 },
      { until: '2020-01-01T00:00:00Z' },
      { until: 'tomorrow' },
      {},
      { seconds: '5' },
    ]) {
      const answer = await send(clock, 'POST', '/clock/advance', body);
      codes.push(`${answer.status} ${answer.body.code}`);
    }
    assert.deepEqual(codes, [
      '400 NEGATIVE_STEP',
      '400 STEP_TOO_LONG',
      '400 NEGATIVE_STEP',
      '400 INVALID_STEP',
      '400 INVALID_STEP',
      '400 INVALID_STEP',
    ]);
    assert.equal((await send(clock, 'POST', '/clock/participants', { name: 'x', url: 'ftp://x' })).status, 400);
  });
});

describe('a clock that is started again', () => {
  it('knows its time and its participants, and tells a participant that came back', async () => {
    const first = await startClock();
    const billing = new FakeParticipant('billing');
    await takePart(first, billing);
    await advance(first, 10 * 86_400);
    const file = JSON.parse(readFileSync(join(folder, 'clock.json'), 'utf8'));
    assert.equal(file.offsetMs, billing.offsetMs);

    const second = await startClock();
    const due = billing.nowMs + DAY_MS;
    billing.owe('later', due);
    billing.offsetMs = 0; // as after a restart that read an older time
    await advance(second, 2 * 86_400);
    assert.equal(billing.done.length, 1);
    assert.ok(billing.nowMs >= due);
  });
});
