import { PLATFORM, serviceCaller } from '@petpact/kit/caller';
import { systemTimer } from '@petpact/kit/clock';
import { openMemory } from '@petpact/kit/memory';
import { openMemoryBus } from '@petpact/kit/memory-bus';
import { OutboxRelay } from '@petpact/kit/outbox';
import { Refusal } from '@petpact/kit/refusal';
import type { RpcContext } from '@petpact/kit/rpc';
import { aCaller, countingIds, FixedClock } from '@petpact/kit/testing/ports';
import { Adopter } from '@petpact/proto/account/v1/account_service';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { type OpenPlanRequest, Plan } from '@petpact/proto/billing/v1/billing_service';
import { assemble } from '../src/assemble.ts';
import { TOPIC } from '../src/events/billing-event.ts';
import { at, CONTRACT, PACE, PRODUCT } from './plan.builder.ts';
import { APP_ID, ScriptedAlipay, SHOP } from './scripted-alipay.ts';

const context: RpcContext = { deadline: new Date('2100-01-01'), signal: new AbortController().signal };

export const adopter = aCaller({ merchantId: SHOP.merchantId, actor: { kind: 'adopter', id: 'adopter-1' } });
export const contractService = serviceCaller('contract', SHOP.merchantId, { requestId: 'r-contract' });
export const gateway = serviceCaller('gateway', PLATFORM, { requestId: 'r-gateway' });

export class Crash extends Error {}

/** Billing as a whole on a store and a bus in memory, a clock that is moved by hand and an Alipay that follows a script. */
export class BillingWorld {
  readonly clock: FixedClock;
  readonly alipay: ScriptedAlipay;
  readonly bus = openMemoryBus();
  /** Runs before each operation on the store; it may throw. */
  beforeStore: (operation: string, collection: string) => Promise<void> = async () => {};
  readonly #database = openMemory({ before: (operation, collection) => this.beforeStore(operation, collection) });
  readonly billing;

  constructor(now = '2026-12-06 09:00') {
    this.clock = new FixedClock(at(now));
    this.alipay = new ScriptedAlipay(this.clock);
    const timer = { sleep: (ms: number, signal?: AbortSignal) => this.#workWhileWaiting(ms, signal) };
    const account = {
      getAlipayAccount: async () => ({ ...SHOP }),
      getAdopter: async ({ adopterId }: { adopterId: string }) => ({
        adopter: Adopter.fromPartial({ adopterId, openId: `open-${adopterId}` }),
      }),
      findMerchantByAlipayApp: async ({ authAppId }: { authAppId: string }) => {
        if (authAppId !== SHOP.authAppId) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
        return { merchantId: SHOP.merchantId, sellerId: SHOP.sellerId };
      },
    };
    const settings = { ...PACE, appId: APP_ID, product: PRODUCT, notifyUrl: 'https://petpact.test/notify', concurrency: 4 };
    const { clock, alipay } = this;
    this.billing = assemble({ database: this.#database, clock, realClock: clock, timer, ids: countingIds(), alipay, account, settings });
  }

  rpc<K extends keyof BillingWorld['billing']['implementation']>(name: K) {
    const rpc = this.billing.implementation[name];
    return (request: Parameters<typeof rpc>[0], caller = contractService) =>
      rpc(request as never, caller, context) as ReturnType<typeof rpc>;
  }

  open(given: Partial<OpenPlanRequest> = {}) {
    return this.rpc('openPlan')({
      contractId: CONTRACT,
      adopterId: 'adopter-1',
      amountFen: 12_900,
      periods: 3,
      skuId: 'sku-1',
      skuCode: 'W-1',
      skuName: '成猫粮 2kg',
      quantity: 2,
      warehouseId: 'hz1',
      addressId: 'address-1',
      termsVersion: 3,
      planStart: 'signing',
      handoverDate: '',
      graceDays: 7,
      lateFeeFen: 0,
      suspendAfterOverdue: 0,
      title: '团团领养馆 豆豆 月付计划',
      ...given,
    });
  }

  /** Opens a plan and signs its mandate; period 1 is charged as soon as the worker runs. */
  async signed(periods = 3): Promise<void> {
    await this.open({ periods });
    await this.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter);
    this.alipay.confirm(`${CONTRACT}01`);
    await this.rpc('confirmMandate')({ contractId: CONTRACT }, adopter);
  }

  async plan(): Promise<Plan> {
    const { plan } = await this.rpc('getPlan')({ contractId: CONTRACT });
    return Plan.fromPartial(plan!);
  }

  async states(): Promise<string[]> {
    return (await this.plan()).instalments.map(({ state }) => state.replace('STATE_', '').toLowerCase());
  }

  /** Does everything that is due now. */
  async work(): Promise<void> {
    for (let rounds = 0; rounds < 200; rounds++) {
      let claimed = 0;
      for (const { store, act } of this.billing.workers) {
        const due = await store.claimDueAcrossMerchants({ now: this.clock.now(), limit: 10, leaseMs: 0 });
        claimed += due.length;
        for (const { merchantId, id } of due) await act(merchantId, id);
      }
      if (claimed === 0) return;
    }
    throw new Error('the work does not come to an end');
  }

  /** Moves the clock from due instant to due instant, as the test clock does. */
  async runUntil(text: string): Promise<void> {
    const until = at(text);
    for (;;) {
      await this.work();
      const dues = await Promise.all(this.billing.workers.map(({ store }) => store.nextDueAcrossMerchants()));
      const next = dues.filter((due): due is Date => due !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
      if (!next || next > until) break;
      this.clock.set(next);
    }
    this.clock.set(until);
    await this.work();
  }

  notify(form: Record<string, string>) {
    const fields = Object.entries(form).map(([name, value]) => ({ name, value }));
    return this.rpc('recordNotify')({ fields }, gateway);
  }

  async events(): Promise<string[]> {
    return (await this.published()).map(({ payload }) => payload!.$case);
  }

  async published(): Promise<BillingEvent[]> {
    const relay = new OutboxRelay({ stores: this.billing.stores, bus: this.bus, realClock: this.clock, timer: systemTimer });
    await relay.flush();
    return this.bus.published(TOPIC).map(({ value }) => BillingEvent.decode(value));
  }

  async balances(): Promise<Record<string, number>> {
    const { balances } = await this.rpc('listLedgerBalances')({});
    return Object.fromEntries(balances.map(({ account, amountFen }) => [account, amountFen]));
  }

  async #workWhileWaiting(_ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await this.work();
  }
}
