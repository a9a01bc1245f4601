import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openKafka } from '@petpact/kit/kafka';
import { openMongo } from '@petpact/kit/mongo';
import type { Urls } from '@petpact/local/processes';
import type { Counts } from './counts.ts';

/** Seconds that the counted operations take by themselves, on the same store, the same Kafka and this machine. */
export interface BareCost {
  writes: number;
  reads: number;
  events: number;
  signatures: number;
  http: number;
}

const AT_ONCE = 24;

async function timed(count: number, one: (n: number) => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let n = next++; n < count; n = next++) await one(n);
    }),
  );
  return (performance.now() - startedMs) / 1000;
}

/** A plan's size: what one of the loop's documents weighs. */
const PAYLOAD = { note: 'x'.repeat(6_000) };

/** Does what was counted, bare: conditional updates by id, reads by id, sends, RSA signatures, HTTP calls. */
export async function bareCostOf(urls: Urls, counts: Counts): Promise<BareCost> {
  const database = await openMongo({ uri: urls.store, database: 'bench', indexes: [] });
  const documents = database.collection<{ _id: string; merchantId: string; version: number; note: string }>('bare');
  const ids = Array.from({ length: 200 }, (_, n) => `bare-${n}`);
  for (const _id of ids) await documents.insertOne({ _id, merchantId: 'm', version: 0, ...PAYLOAD });
  const idOf = (n: number) => ids[n % ids.length] as string;
  const writes = await timed(counts.writes, (n) => documents.updateOne({ _id: idOf(n), merchantId: 'm' }, { $inc: { version: 1 } }));
  const reads = await timed(counts.reads, (n) => documents.findOne({ _id: idOf(n), merchantId: 'm' }));
  await database.close();

  const bus = await openKafka({
    brokers: urls.kafka.split(','),
    clientId: 'bench',
    onCrash: (error) => {
      throw error;
    },
  });
  const value = Buffer.alloc(300, 1);
  const events = await timed(counts.events, (n) => bus.publish('bench.events.v1', { key: `k${n}`, value, headers: { ce_id: String(n) } }));
  await bus.close();

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = 'x'.repeat(800);
  const signOnce = async () => {
    const sign = createSign('RSA-SHA256').update(text).sign(privateKey);
    createVerify('RSA-SHA256').update(text).verify(publicKey, sign);
  };
  // A call is signed and verified there and back, a notify once.
  const signatures = await timed(2 * counts.alipayCalls + counts.notifies, signOnce);

  const server = createServer((request, response) => request.resume().on('end', () => response.end('{"ok":true}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const http = await timed(counts.alipayCalls + counts.notifies + counts.warehouseCalls, async () =>
    (await fetch(url, { method: 'POST', body: text })).text(),
  );
  server.close();
  return { writes, reads, events, signatures, http };
}
