import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { OffsetClock, systemTimer } from './clock.ts';
import { silentLog } from './log.ts';
import { TestClockDoor, whyNoTestClock } from './test-clock-door.ts';

let server: Server;
let url: string;
let refusals = 2;
const joined: string[] = [];

before(async () => {
  server = createServer(async (request, response) => {
    if (refusals-- > 0) return response.writeHead(503).end();
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/clock/participants') joined.push(body);
    return response.end(JSON.stringify({ now: '2027-01-01T00:00:00.000Z', offsetMs: 86_400_000 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

describe('taking part in the test clock', () => {
  it('learns the offset before anything else, however long the clock takes to answer', async () => {
    const clock = new OffsetClock();
    await new TestClockDoor({ url, clock, timer: systemTimer, log: silentLog }).learnOffset();
    assert.equal(clock.offsetMs, 86_400_000);
  });

  it('tells the clock where to push the offset and to ask for work', async () => {
    new TestClockDoor({ url, clock: new OffsetClock(), timer: systemTimer, log: silentLog }).takePart({
      name: 'billing',
      url: 'http://b:1',
    });
    while (joined.length === 0) await systemTimer.sleep(5);
    assert.deepEqual(JSON.parse(joined[0] ?? ''), { name: 'billing', url: 'http://b:1' });
  });
});

describe('a test clock', () => {
  it('runs beside a simulator of Alipay, or where there is no Alipay', () => {
    assert.equal(whyNoTestClock(undefined, false), undefined);
    assert.equal(whyNoTestClock('http://127.0.0.1:8090', false), undefined);
    assert.equal(whyNoTestClock('http://localhost:8090/gateway.do', false), undefined);
    assert.equal(whyNoTestClock('http://alipay-simulator:8090', true), undefined);
  });

  it('never runs where real money can move, whatever is claimed', () => {
    assert.match(whyNoTestClock('https://openapi.alipay.com', true) ?? '', /Alipay itself/);
    assert.match(whyNoTestClock('https://openapi-sandbox.dl.alipaydev.com/gateway.do', true) ?? '', /Alipay itself/);
    assert.match(whyNoTestClock('http://pay.example.com', false) ?? '', /not known to be a simulator/);
    assert.match(whyNoTestClock('http://127.0.0.1.example.com', false) ?? '', /not known/);
  });
});
