import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openMemory } from './memory.ts';
import { storeContract } from './testing/store-contract.ts';

storeContract('the store in memory', async () => ({ database: openMemory(), close: async () => {} }));

describe('the store in memory, as a stand-in', () => {
  it('refuses what MongoDB would store as something else', async () => {
    const shelf = openMemory().collection<{ _id: string; odd?: unknown }>('shelf');
    for (const odd of [new Map(), 1n, () => 1, Symbol('s')]) await assert.rejects(shelf.insertOne({ _id: 'a', odd }), TypeError);
  });

  it('leaves a document as it was when an update fails half way', async () => {
    const shelf = openMemory().collection<{ _id: string; name: string; seen?: string[] }>('shelf');
    await shelf.insertOne({ _id: 'a', name: 'x' });
    await assert.rejects(shelf.updateOne({ _id: 'a' }, { $set: { name: 'y' }, $push: { name: 'z' } } as never));
    assert.deepEqual(await shelf.findOne({ _id: 'a' }), { _id: 'a', name: 'x' });
  });

  it('lets a simulation fail an operation', async () => {
    const database = openMemory({
      before: async (operation) => {
        if (operation === 'insertOne') throw new Error('no disk');
      },
    });
    await assert.rejects(database.collection('shelf').insertOne({ _id: 'a' }), /no disk/);
  });
});
