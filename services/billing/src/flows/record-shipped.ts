import type { Caller } from '@petpact/kit/caller';
import { instalmentOf } from '../domain/plan.ts';
import { earnedEntry, recordShipped } from '../domain/shipped.ts';
import type { BillingPorts } from '../ports.ts';
import { commit } from './commit.ts';

/**
 * The parcel of a period left: deferred revenue becomes revenue. The plan is written first, because it decides
 * between "earned" and "on its way back"; the entry follows, and the event is delivered again until both are done.
 */
export async function shipmentLeft(ports: BillingPorts, shipment: { contractId: string; period: number }, caller: Caller): Promise<void> {
  const plan = await ports.plans.require(caller.merchantId, shipment.contractId);
  const shipped = await commit(ports, plan, caller, (current) => recordShipped(current, shipment.period, ports.clock.now()));
  const instalment = instalmentOf(shipped, shipment.period);
  const entry = instalment && earnedEntry(shipped, instalment);
  if (entry) await ports.ledger.insert(entry);
}
