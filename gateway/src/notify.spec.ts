import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import { type Answers, gatewayWorld } from '../test/gateway-world.ts';

const FORM = new URLSearchParams({ notify_id: 'n1', out_trade_no: 'CONTRACT_1_1', trade_status: 'TRADE_SUCCESS', sign: 'x+y=' }).toString();

let recordNotify: NonNullable<Answers['billing']>[string];
// Building the server reads the whole OpenAPI document, so all share one.
const world = gatewayWorld({ billing: { recordNotify: (request, caller) => recordNotify(request, caller) } });

async function told(answer: typeof recordNotify) {
  recordNotify = answer;
  const { app } = await world;
  return app.inject({
    method: 'POST',
    url: '/api/v1/alipay/notify',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: FORM,
  });
}

describe('a notify of Alipay at the gateway', () => {
  it('reaches billing field by field as it came, and is answered with the seven letters Alipay wants', async () => {
    let fields: { name: string; value: string }[] = [];
    const answer = await told(async (request: { fields: typeof fields }) => {
      fields = request.fields;
      return { recorded: true };
    });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.body, 'success');
    assert.deepEqual(Object.fromEntries(fields.map(({ name, value }) => [name, value])).sign, 'x+y=');
  });

  it('is not answered before billing has stored it', async () => {
    const asked = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<{ recorded: boolean }>();
    let isAnswered = false;
    const telling = told(() => {
      asked.resolve();
      return stored.promise;
    });
    const answer = telling.then((response) => {
      isAnswered = true;
      return response;
    });
    await asked.promise;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(isAnswered, false);
    stored.resolve({ recorded: true });
    assert.equal((await answer).body, 'success');
  });

  it('is not answered with success when billing does not answer, so that Alipay sends it again', async () => {
    const answer = await told(() => Promise.reject(new Unavailable('billing is down')));
    assert.ok(answer.statusCode >= 500, String(answer.statusCode));
    assert.notEqual(answer.body, 'success');
  });

  it('is not answered with success when billing does not believe it', async () => {
    const answer = await told(() => Promise.reject(new Refusal('NOTIFY_SIGNATURE', 'denied')));
    assert.equal(answer.statusCode, 403);
    assert.notEqual(answer.body, 'success');
  });
});
