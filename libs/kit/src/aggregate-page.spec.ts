import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageOf } from './aggregate-page.ts';
import { openMemory } from './memory.ts';
import { encodePageToken } from './wire.ts';

interface Pot {
  _id: string;
  merchantId: string;
  beans: number;
}

describe('the next page', () => {
  const pots = openMemory().collection<Pot>('pots');
  const list = (pageToken: string) => pageOf(pots, 'm-1', {}, { sort: { beans: -1 }, pageSize: 2, pageToken });

  it('is refused as input for a token that names nothing it could have ended with', async () => {
    for (const end of [
      [undefined, undefined],
      [3, undefined],
      [3, null],
      [3, 7],
      [3, true],
    ])
      await assert.rejects(list(encodePageToken(end)), { reason: 'INVALID_PAGE_TOKEN', kind: 'invalid' }, JSON.stringify(end));
  });
  it('never leaves the shop, whatever the token says', async () => {
    await pots.insertOne({ _id: 'a', merchantId: 'm-1', beans: 1 });
    await pots.insertOne({ _id: 'b', merchantId: 'm-2', beans: 2 });
    for (const end of [
      [9, 'z'],
      ['', ''],
      [true, 'b'],
      [undefined, 'zzz'],
      [null, 'b'],
    ])
      for (const { merchantId } of (await list(encodePageToken(end))).items) assert.equal(merchantId, 'm-1');
  });
});
