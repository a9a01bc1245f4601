import { Activity } from '@petpact/kit/activity';
import { serviceCaller } from '@petpact/kit/caller';
import { type Clock, systemClock, systemTimer } from '@petpact/kit/clock';
import { inProcessClient } from '@petpact/kit/in-process';
import { type Log, silentLog } from '@petpact/kit/log';
import { openMemory } from '@petpact/kit/memory';
import { openMemoryBus } from '@petpact/kit/memory-bus';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import { startParts } from '@petpact/kit/service-parts';
import { WorkReport } from '@petpact/kit/work-report';
import { AccountServiceService, type Connector } from '@petpact/proto/account/v1/account_service';
import { BillingEvent, type InstalmentPaid } from '@petpact/proto/billing/v1/billing_events';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import { assemble } from '../src/assemble.ts';
import type { Warehouse } from '../src/ports.ts';
import { TOPIC } from '../src/shipment-event.ts';

export const HANGZHOU: Connector = {
  warehouseId: 'hz1',
  name: '杭州仓',
  baseUrl: 'http://127.0.0.1:1',
  keyId: 'key-hz1',
  secret: 'secret-of-hangzhou-one',
};
export const SUZHOU: Connector = {
  warehouseId: 'sz1',
  name: '苏州仓',
  baseUrl: 'http://127.0.0.1:1',
  keyId: 'key-sz1',
  secret: 'secret-of-suzhou-one',
};

/** What the other services are in these tests: shop m-1 with two warehouses, and a billing that remembers what it gave back. */
export class Neighbours {
  connectors: { merchantId: string; connector: Connector }[] = [
    { merchantId: 'm-1', connector: HANGZHOU },
    { merchantId: 'm-1', connector: SUZHOU },
  ];
  address = {
    addressId: 'address-1',
    name: '李雷',
    phone: '13800000000',
    region: '浙江省 杭州市 西湖区',
    detail: '文三路 1 号',
    isDefault: true,
  };
  erased = false;
  addressReads = 0;
  refunds: string[] = [];
  refusesRefunds = false;

  account() {
    const implementation: Partial<Rpcs<typeof AccountServiceService>> = {
      getConnector: async ({ warehouseId }, caller) => {
        const owned = this.connectors.find(
          ({ merchantId, connector }) => merchantId === caller.merchantId && connector.warehouseId === warehouseId,
        );
        if (!owned) throw new Refusal('CONNECTOR_NOT_FOUND', 'notFound');
        return { connector: owned.connector };
      },
      findConnectorByKey: async ({ keyId }) => {
        const owned = this.connectors.find(({ connector }) => connector.keyId === keyId);
        if (!owned) throw new Refusal('CONNECTOR_NOT_FOUND', 'notFound');
        return owned;
      },
      getDataKey: async () => {
        if (this.erased) throw new Refusal('DATA_KEY_DESTROYED', 'precondition');
        return { key: Buffer.alloc(32, 7) };
      },
      getAddress: async () => {
        this.addressReads += 1;
        return { address: this.address };
      },
    };
    return inProcessClient(AccountServiceService, implementation as Rpcs<typeof AccountServiceService>);
  }

  billing() {
    const implementation: Partial<Rpcs<typeof BillingServiceService>> = {
      refundInstalment: async ({ contractId, period, reason }) => {
        if (this.refusesRefunds) throw new Refusal('INSTALMENT_NOT_PAID', 'precondition');
        this.refunds.push(`${contractId}_${period} ${reason}`);
        return { plan: undefined };
      },
    };
    return inProcessClient(BillingServiceService, implementation as Rpcs<typeof BillingServiceService>);
  }
}

/** The running service on a memory store and a memory bus. */
export async function startFulfillment(world: {
  clock: Clock;
  neighbours: Neighbours;
  warehouse: Warehouse;
  log?: Log;
  activity?: Activity;
  work?: WorkReport;
}) {
  const { clock, neighbours, warehouse, log = silentLog, activity = new Activity() } = world;
  const work = world.work ?? new WorkReport(activity);
  const bus = openMemoryBus();
  const database = openMemory();
  const parts = assemble({ database, clock, account: neighbours.account(), billing: neighbours.billing(), warehouse, log });
  const running = await startParts(parts, {
    service: 'fulfillment',
    bus,
    clock,
    timer: systemTimer,
    activity,
    work,
    log,
    leaseMs: 2_000,
    pollMs: 50,
  });
  const facts = () =>
    bus.published(TOPIC).map(({ value }) => {
      const { aggregateId, payload, about } = FulfillmentEvent.decode(value);
      return { aggregateId, type: payload?.$case, value: payload?.value, about };
    });
  return { ...parts, bus, database, work, facts, wake: running.wake, stop: () => running.stop() };
}

export type Fulfillment = Awaited<ReturnType<typeof startFulfillment>>;

let published = 0;

/** Billing says that a period was paid; `event` lets the same one come twice. */
export async function pay(
  service: Fulfillment,
  contractId: string,
  given: { period?: number; warehouseId?: string; event?: string } = {},
): Promise<void> {
  const { period = 1, warehouseId = 'hz1' } = given;
  const goods = {
    skuId: 'sku-1',
    skuCode: 'CAT-2KG',
    skuName: '成猫粮 2kg',
    quantity: 2,
    warehouseId,
    addressId: 'address-1',
    termsVersion: 1,
  };
  const value: InstalmentPaid = {
    adopterId: 'adopter-1',
    period,
    amountFen: 12_900,
    tradeNo: `${contractId}_${period}_1`,
    ...goods,
    paidTime: undefined,
    periods: 12,
    streak: period,
  };
  await publish(service, contractId, { $case: 'instalmentPaid', value }, given.event);
}

export async function giveBack(service: Fulfillment, contractId: string, instalmentRefunded = true): Promise<void> {
  const value = { adopterId: 'adopter-1', period: 1, amountFen: 12_900, refundId: 'r-1', instalmentRefunded, reason: 'TEST' };
  await publish(service, contractId, { $case: 'refundSucceeded', value });
}

/** Billing ended a plan before its time. */
export async function endPlan(service: Fulfillment, contractId: string, event?: string): Promise<void> {
  await publish(service, contractId, { $case: 'planEnded', value: { adopterId: 'adopter-1', reason: 'adopterWish' } }, event);
}

async function publish({ bus }: Fulfillment, contractId: string, payload: BillingEvent['payload'], event?: string): Promise<void> {
  published += 1;
  const eventId = event ?? `${contractId}:${published}:1`;
  const occurTime = systemClock.now();
  const value = BillingEvent.encode({
    eventId,
    occurTime,
    merchantId: 'm-1',
    aggregateId: contractId,
    version: published,
    payload,
  }).finish();
  const caller = serviceCaller('billing', 'm-1', { onBehalfOf: 'adopter-1', requestId: eventId });
  const headers = {
    ce_specversion: '1.0',
    ce_id: eventId,
    ce_type: payload?.$case ?? 'unknown',
    ce_source: 'billing',
    ce_time: occurTime.toISOString(),
    merchant_id: 'm-1',
    version: String(published),
    caller: JSON.stringify(caller),
  };
  await bus.publish('billing.events.v1', { key: contractId, value, headers });
}

/** Waits in real time until the condition holds. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; waited < 400; waited += 1) {
    if (await holds()) return;
    await systemTimer.sleep(10);
  }
  throw new Error(`waited in vain until ${what}`);
}
