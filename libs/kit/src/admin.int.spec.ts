import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Activity } from './activity.ts';
import { type Admin, serveAdmin } from './admin.ts';
import { OffsetClock } from './clock.ts';
import { WorkReport } from './work-report.ts';

const health = async () => ({ live: true, ready: false, details: { store: 'does not answer' } });
const work = new WorkReport(new Activity());
const clock = new OffsetClock();
let admin: Admin;
let production: Admin;
let pushed = 0;

before(async () => {
  admin = await serveAdmin({ port: 0, host: '127.0.0.1', health, work, clock, onClockPushed: () => pushed++ });
  production = await serveAdmin({ port: 0, host: '127.0.0.1', health, work });
});
after(() => Promise.all([admin.stop(), production.stop()]));

const get = (path: string, of = admin) => fetch(`http://127.0.0.1:${of.port}${path}`);
const push = (body: string, to = admin) => fetch(`http://127.0.0.1:${to.port}/sandbox/clock`, { method: 'POST', body });

describe('the admin port', () => {
  it('says whether the process lives and whether it is ready, and why not', async () => {
    assert.equal((await get('/health/live')).status, 200);
    const ready = await get('/health/ready');
    assert.equal(ready.status, 503);
    assert.deepEqual(await ready.json(), await health());
  });

  it('shows the metrics', async () => {
    assert.match(await (await get('/metrics')).text(), /petpact_work_claimed_total/);
  });

  it('moves business time and nothing else', async () => {
    const answer = await push('{"offsetMs": 86400000}');
    assert.equal(answer.status, 200);
    assert.equal(clock.offsetMs, 86_400_000);
    assert.equal(pushed, 1);
    assert.equal((await push('{"offsetMs": "soon"}')).status, 400);
    assert.equal((await push('noise')).status, 400);
    assert.equal(clock.offsetMs, 86_400_000);
  });

  it('tells the test clock about its work', async () => {
    assert.deepEqual(await (await get('/sandbox/work')).json(), { nextDue: null, idle: true, activity: 0, busy: [] });
  });

  it('knows no sandbox where no test clock is configured', async () => {
    assert.equal((await get('/sandbox/work', production)).status, 404);
    assert.equal((await push('{"offsetMs": 1}', production)).status, 404);
  });
});
