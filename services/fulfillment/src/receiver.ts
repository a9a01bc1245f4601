import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { open, seal } from '@petpact/kit/sealed';
import type { Shipment } from './domain/shipment.ts';
import type { FulfillmentPorts, Receiver } from './ports.ts';

/** Reasons for which an address will never be found again: the adopter removed it, or was erased. */
const GONE: readonly string[] = ['ADDRESS_NOT_FOUND', 'ADOPTER_NOT_FOUND', 'DATA_KEY_DESTROYED'];

export type FoundReceiver = { receiver: Receiver; sealed: string } | { gone: string };

/**
 * Who gets the parcel: the snapshot that was sealed when it was first sent, else the address as account knows it now.
 * Every try sends the same words, even when the adopter moves in between. Throws Unavailable when account is down.
 */
export async function receiverOf(account: FulfillmentPorts['account'], shipment: Shipment, caller: Caller): Promise<FoundReceiver> {
  const { adopterId, addressId, receiverSealed } = shipment;
  try {
    const { key } = await account.getDataKey({ subjectId: adopterId }, caller);
    const dataKey = Buffer.from(key);
    const place = `shipment/${shipment._id}/receiver`;
    if (receiverSealed !== undefined)
      return { receiver: JSON.parse(open(receiverSealed, dataKey, place)) as Receiver, sealed: receiverSealed };
    const { address } = await account.getAddress({ adopterId, addressId }, caller);
    if (!address) return { gone: 'ADDRESS_NOT_FOUND' };
    const receiver = { name: address.name, phone: address.phone, region: address.region, address: address.detail };
    return { receiver, sealed: seal(JSON.stringify(receiver), dataKey, place) };
  } catch (error) {
    if (error instanceof Refusal && GONE.includes(error.reason)) return { gone: error.reason };
    throw error;
  }
}
