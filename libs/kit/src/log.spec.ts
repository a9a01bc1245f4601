import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from './log.ts';

function written(fields: object): Record<string, unknown> {
  let line = '';
  createLog('kit', { destination: { write: (text) => (line = text) } }).info(fields, 'said');
  return JSON.parse(line) as Record<string, unknown>;
}

describe('the log', () => {
  it('writes ids, states, reasons, counts and durations', () => {
    const { planId, state, reason, count, durationMs, msg } = written({
      planId: 'p1',
      state: 'active',
      reason: 'X',
      count: 2,
      durationMs: 3,
    });
    assert.deepEqual(
      { planId, state, reason, count, durationMs, msg },
      { planId: 'p1', state: 'active', reason: 'X', count: 2, durationMs: 3, msg: 'said' },
    );
  });

  it('writes no names, phones, addresses or whole objects, whoever passes them', () => {
    const line = JSON.stringify(
      written({
        realName: '张三',
        name: '李四',
        address: '西湖区',
        home: { city: '杭州' },
        phone: '13800000000',
        token: 't0ken',
        adopter: { id: 'a1', phone: '139' },
      }),
    );
    for (const secret of ['张三', '13800000000', 't0ken', '139', '杭州', '李四', '西湖区']) assert.ok(!line.includes(secret), secret);
  });

  it('writes an error with its stack', () => {
    const { err } = written({ err: new TypeError('oops') }) as { err: { name: string; message: string; stack: string } };
    assert.deepEqual([err.name, err.message], ['TypeError', 'oops']);
    assert.match(err.stack, /log\.spec\.ts/);
  });
});
