import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { NotifyReceiver } from '../test/notify-receiver.ts';
import { deduction, openShop } from '../test/shop.ts';
import { startSimulator, temporaryFolder } from '../test/start-simulator.ts';

const AGREEMENTS = 90;
const AT_ONCE = 12;
const ROUNDS = 3;

interface BookedTrade {
  outTradeNo: string;
  tradeNo: string;
  status: string;
  agreementNo: string;
}

describe('the simulator killed under load', () => {
  it('has every acknowledged trade after the restart, none twice, money that adds up, and sends what it owes', {
    timeout: 120_000,
  }, async () => {
    const folder = await temporaryFolder();
    const receiver = new NotifyReceiver();
    const notifyUrl = await receiver.start();
    const acknowledged = new Map<string, string>();
    let simulator = await startSimulator(folder.path);
    try {
      let shop = await openShop(simulator, 'sunny');
      await simulator.json('/sandbox/switches', { maxAgreementsPerUser: 100_000 }, 'PUT');
      await simulator.json(`/sandbox/users/${shop.userId}`, { balanceFen: 100_000_000 }, 'PATCH');
      for (let round = 0; round < ROUNDS; round++) {
        const agreements = await Promise.all(Array.from({ length: AGREEMENTS }, (_, i) => shop.agreement(`R${round}A${i}`)));
        const killAt = acknowledged.size + 5 + round * 15;
        const left = agreements.map((agreementNo, i) => ({ agreementNo, number: `R${round}_${i}` }));
        const customer = async () => {
          for (let due = left.shift(); due !== undefined; due = left.shift()) {
            // Two requests for each number, as a client that retries at once would send.
            for (const _try of [1, 2]) {
              const answer = await shop.call('alipay.trade.pay', deduction(due.agreementNo, due.number), notifyUrl).catch(() => undefined);
              if (answer?.code === '10000') acknowledged.set(due.number, String(answer.tradeNo));
              if (acknowledged.size === killAt) simulator.process.kill('SIGKILL');
            }
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, customer));
        await simulator.stop('SIGKILL');
        simulator = await startSimulator(folder.path);
        shop = await openShop(simulator, 'sunny');
      }
      const { trades } = await simulator.json<{ trades: BookedTrade[] }>('/sandbox/books/trades?merchant=sunny&status=TRADE_SUCCESS');
      const booked = new Map(trades.map(({ outTradeNo, tradeNo }) => [outTradeNo, tradeNo]));
      assert.ok(acknowledged.size >= 5 + 20 + 35 && acknowledged.size < ROUNDS * AGREEMENTS, `${acknowledged.size} acknowledged`);
      for (const [number, tradeNo] of acknowledged) assert.equal(booked.get(number), tradeNo);
      assert.equal(new Set(trades.map(({ agreementNo }) => agreementNo)).size, trades.length);

      const { sellers } = await simulator.json<{ sellers: { paidFen: number; agrees: boolean }[] }>('/sandbox/books/money?merchant=sunny');
      assert.deepEqual([sellers[0]!.paidFen, sellers[0]!.agrees], [trades.length * 12_900, true]);
      const user = await simulator.json<{ balanceFen: number }>(`/sandbox/users/${shop.userId}`);
      assert.equal(user.balanceFen, 100_000_000 - trades.length * 12_900);
      await receiver.take(() => new Set(receiver.received.map(({ notify_id }) => notify_id)).size === trades.length, 1);
    } finally {
      await simulator.stop('SIGKILL');
      await receiver.stop();
      await folder.remove();
    }
  });

  it('cuts off a last line that was not written whole', async () => {
    const folder = await temporaryFolder();
    const first = await startSimulator(folder.path);
    const shop = await openShop(first, 'sunny');
    const agreementNo = await shop.agreement('TORN1');
    await first.stop('SIGKILL');
    const journal = join(folder.path, 'journal.jsonl');
    const whole = await readFile(journal, 'utf8');
    await appendFile(journal, '[{"type":"agreement","agreement":{"agreementNo":"to');
    const second = await startSimulator(folder.path);
    assert.equal(await readFile(journal, 'utf8'), whole);
    const { agreements } = await second.json<{ agreements: { agreementNo: string }[] }>('/sandbox/books/agreements');
    assert.deepEqual(
      agreements.map((one) => one.agreementNo),
      [agreementNo],
    );
    await second.stop();
    await folder.remove();
  });
});
