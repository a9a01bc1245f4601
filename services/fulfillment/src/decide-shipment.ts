import type { Caller } from '@petpact/kit/caller';
import type { Decision, Shipment } from './domain/shipment.ts';
import { doubleOrders } from './metrics.ts';
import type { FulfillmentPorts } from './ports.ts';

/** Decides about a shipment in its newest state, and raises the alarm when a further order of the same number came to light. */
export async function decideShipment(
  { shipments, log }: Pick<FulfillmentPorts, 'shipments' | 'log'>,
  { id, caller }: { id: string; caller: Caller },
  step: (shipment: Shipment) => Decision,
): Promise<Shipment> {
  let knownCount = 0;
  const after = await shipments.decide(caller.merchantId, id, caller, (before) => {
    knownCount = before.otherOrderNos.length;
    return step(before);
  });
  if (after.otherOrderNos.length > knownCount) {
    doubleOrders.inc();
    log.error(
      { id, warehouseId: after.warehouseId, orderCount: after.otherOrderNos.length + 1 },
      'the warehouse made more than one order of a shipment',
    );
  }
  return after;
}
