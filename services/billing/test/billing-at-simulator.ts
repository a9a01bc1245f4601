import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openAlipay } from '@petpact/alipay/alipay';
import { Activity } from '@petpact/kit/activity';
import { OffsetClock, systemClock, systemIds, systemTimer } from '@petpact/kit/clock';
import { silentLog } from '@petpact/kit/log';
import { openMemory } from '@petpact/kit/memory';
import { openMemoryBus } from '@petpact/kit/memory-bus';
import { Refusal } from '@petpact/kit/refusal';
import { type RunningParts, startParts } from '@petpact/kit/service-parts';
import { WorkReport } from '@petpact/kit/work-report';
import { Adopter } from '@petpact/proto/account/v1/account_service';
import type { Plan } from '@petpact/proto/billing/v1/billing_service';
import { assemble } from '../src/assemble.ts';
import { adopter, contractService, gateway } from './billing-world.ts';

const SIMULATOR = join(import.meta.dirname, '../../../sandbox/alipay/src/main.ts');
const context = { deadline: new Date('2100-01-01'), signal: new AbortController().signal };
const PRODUCT = { productCode: 'GENERAL_WITHHOLDING', personalProductCode: 'CYCLE_PAY_AUTH_P', signScene: 'INDUSTRY|PET_ADOPTION' };

interface BookedTrade {
  outTradeNo: string;
  status: string;
  amountFen: number;
  refundedFen: number;
}

/** Billing on a store in memory, with its workers running, and the Alipay simulator as a process; both on one business time. */
export class BillingAtSimulator {
  readonly #clock = new OffsetClock();
  readonly #activity = new Activity();
  readonly #work = new WorkReport(this.#activity);
  #simulator!: ChildProcess;
  #url = '';
  #folder = '';
  #shop!: { authAppId: string; appAuthToken: string; sellerId: string };
  #billing!: ReturnType<typeof assemble>;
  #running!: RunningParts;
  readonly #receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const fields = [...new URLSearchParams(body)].map(([name, value]) => ({ name, value }));
    const taken = await this.#billing.implementation.recordNotify({ fields }, gateway, context).then(
      () => true,
      () => false,
    );
    response.end(taken ? 'success' : 'fail');
  });

  async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'billing-'));
    this.#receiver.listen(0, '127.0.0.1');
    await once(this.#receiver, 'listening');
    const env = { ...process.env, PORT: '0', DATA_DIR: this.#folder, CLOCK_URL: '', PUBLIC_URL: '' };
    this.#simulator = spawn(process.execPath, [SIMULATOR], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(this.#simulator.stdout!)) {
      this.#url = /(http:\/\/\S+)\/sandbox/.exec(line)?.[1] ?? '';
      if (this.#url) break;
    }
    const notifyUrl = `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}/notify`;
    await this.#ask('/sandbox/app', { appGatewayUrl: notifyUrl });
    this.#shop = await this.#ask('/sandbox/merchants', { key: 'tuantuan', name: '团团领养馆' });
    await this.#ask('/sandbox/users', { key: 'lin', name: '林小满', phone: '13800000001', balanceFen: 100_000_000, password: '123456' });
    // One person signs for all the plans of a test.
    await this.#ask('/sandbox/switches', { maxAgreementsPerUser: 100_000 }, 'PUT');
    await this.#assemble(notifyUrl);
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    this.#simulator.kill('SIGTERM');
    await once(this.#simulator, 'exit');
    this.#receiver.closeAllConnections();
    this.#receiver.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #assemble(notifyUrl: string): Promise<void> {
    const app = await this.#ask<Record<string, string>>('/sandbox/app');
    const keys = { appId: app.appId!, privateKeyPem: app.appPrivateKey!, alipayPublicKeyPem: app.alipayPublicKey! };
    const account = {
      getAlipayAccount: async () => ({ ...this.#shop }),
      getAdopter: async ({ adopterId }: { adopterId: string }) => ({
        adopter: Adopter.fromPartial({ adopterId, openId: `open-${adopterId}` }),
      }),
      findMerchantByAlipayApp: async ({ authAppId }: { authAppId: string }) => {
        if (authAppId !== this.#shop.authAppId) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
        return { merchantId: 'm-1', sellerId: this.#shop.sellerId };
      },
    };
    this.#billing = assemble({
      database: openMemory(),
      clock: this.#clock,
      realClock: systemClock,
      timer: systemTimer,
      ids: systemIds,
      alipay: openAlipay({ ...keys, gateway: app.gatewayUrl!, endpoint: app.endpoint!, timeoutMs: 2_000 }),
      account,
      settings: { appId: keys.appId, product: PRODUCT, notifyUrl, settleMs: 600_000, recoverMs: 4_000, concurrency: 16 },
    });
    const environment = { service: 'billing', bus: openMemoryBus(), clock: this.#clock, timer: systemTimer, log: silentLog };
    this.#running = await startParts(this.#billing, {
      ...environment,
      activity: this.#activity,
      work: this.#work,
      leaseMs: 5_000,
      pollMs: 100,
    });
  }

  /** Opens a plan, signs its mandate as the payer would and waits for the first charge. */
  async sign(contractId: string, periods: number): Promise<void> {
    const goods = {
      skuId: 'sku-1',
      skuCode: 'W-1',
      skuName: '成猫粮 2kg',
      quantity: 1,
      warehouseId: 'hz1',
      addressId: 'a1',
      termsVersion: 1,
    };
    const plan = {
      contractId,
      adopterId: 'adopter-1',
      amountFen: 12_900,
      periods,
      ...goods,
      planStart: 'signing',
      handoverDate: '',
      graceDays: 7,
      lateFeeFen: 0,
      suspendAfterOverdue: 0,
    };
    const { implementation } = this.#billing;
    await implementation.openPlan({ ...plan, title: '团团领养馆 豆豆 月付计划' }, contractService, context);
    const { signStr } = await implementation.startMandate({ contractId, returnUrl: '' }, adopter, context);
    await this.#ask('/sandbox/sign', { signString: signStr, user: 'lin' });
    await implementation.confirmMandate({ contractId }, adopter, context);
    await this.until(contractId, ({ mandate }) => mandate?.state === 'signed');
    await this.#rest();
  }

  async plan(contractId: string): Promise<Plan> {
    return (await this.#billing.implementation.getPlan({ contractId }, contractService, context)).plan!;
  }

  async until(contractId: string, holds: (plan: Plan) => boolean): Promise<Plan> {
    for (let waited = 0; waited < 10_000; waited += 20) {
      const plan = await this.plan(contractId);
      if (holds(plan)) return plan;
      await systemTimer.sleep(20);
    }
    return assert.fail(`plan ${contractId} did not get there`);
  }

  /** Steps business time from due instant to due instant, here and at the simulator, as the test clock does. */
  async advanceDays(days: number): Promise<void> {
    const target = this.#clock.now().getTime() + days * 86_400_000;
    for (;;) {
      await this.#rest();
      const now = this.#clock.now().getTime();
      const dues = [(await this.#work.report()).nextDue, (await this.#ask<{ nextDue: string | null }>('/sandbox/work')).nextDue];
      const next = Math.min(target, ...dues.flatMap((due) => (due ? [new Date(due).getTime()] : [])));
      const step = Math.max(0, next - now) + 1;
      this.#clock.setOffsetMs(this.#clock.offsetMs + step);
      await this.#ask('/sandbox/clock', { offsetMs: this.#clock.offsetMs });
      this.#running.wake();
      if (next >= target) return this.#rest();
    }
  }

  refund(contractId: string, period: number) {
    return this.#billing.implementation.refundInstalment({ contractId, period, reason: 'warehouseRefused' }, contractService, context);
  }

  behaves(kind: string, method: string, more: object = {}): Promise<unknown> {
    return this.#ask('/sandbox/behaviours', { kind, method, ...more });
  }

  async poor(isPoor: boolean): Promise<void> {
    await this.#ask('/sandbox/users/lin', { balanceFen: isPoor ? 0 : 100_000_000 }, 'PATCH');
  }

  async unsignByUser(contractId: string): Promise<void> {
    const { mandate } = await this.plan(contractId);
    await this.#ask(`/sandbox/agreements/${mandate!.agreementNo}/unsign`, {});
  }

  async trades(contractId: string): Promise<BookedTrade[]> {
    return (await this.#ask<{ trades: BookedTrade[] }>(`/sandbox/books/trades?prefix=${contractId}_`)).trades;
  }

  async moneyAtAlipay(): Promise<number> {
    const { trades } = await this.#ask<{ trades: BookedTrade[] }>('/sandbox/books/trades');
    return trades
      .filter(({ status }) => status === 'TRADE_SUCCESS')
      .reduce((sum, { amountFen, refundedFen }) => sum + amountFen - refundedFen, 0);
  }

  async balances(): Promise<Record<string, number>> {
    const { balances } = await this.#billing.implementation.listLedgerBalances({}, contractService, context);
    return Object.fromEntries(balances.map(({ account, amountFen }) => [account, amountFen]));
  }

  /** Waits until nothing is due, claimed or on its way, here and at the simulator. */
  async #rest(): Promise<void> {
    for (let quiet = 0, waited = 0; quiet < 2; waited += 10) {
      assert.ok(waited < 20_000, `still busy: ${JSON.stringify(await this.#work.report())}`);
      const [here, there] = await Promise.all([this.#work.report(), this.#ask<{ idle: boolean }>('/sandbox/work')]);
      quiet = here.idle && there.idle ? quiet + 1 : 0;
      await systemTimer.sleep(10);
    }
  }

  async #ask<T = Record<string, never>>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
    const headers = body ? { 'content-type': 'application/json' } : undefined;
    const response = await fetch(this.#url + path, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${response.ok ? '' : await response.text()}`);
    return (await response.json()) as T;
  }
}
