import type { Schemas } from '@petpact/api/client';
import { adopt, type Person, type Visitor } from '@petpact/local/journey';
import { askJson, newPerson, newPet, staffOf, until } from './people.ts';
import type { E2e } from './platform.ts';

/** Somebody with a running adoption of his own at a shop that approves by itself and starts plans at signing. */
export interface FreshAdoption {
  person: Person;
  adopter: Visitor;
  staff: Visitor;
  contractId: string;
}

export const SHOP = 'tuantuan';
export const WAREHOUSE = 'wh-tuantuan-hz1';

/** A new person adopts a new pet; answers when the first period is paid and its parcel is with the warehouse. */
export async function freshAdoption(e2e: E2e, wish: { periods?: number } = {}): Promise<FreshAdoption> {
  const person = await newPerson(e2e);
  const staff = await staffOf(e2e, SHOP);
  const { petId } = await newPet(staff);
  const { adopter, contractId } = await adopt(e2e.urls, SHOP, { person, petId, ...wish });
  await until('the first period is paid and its parcel accepted', async () => {
    const { plan, shipments } = await adoptionOf({ adopter, contractId });
    return plan?.instalments[0]?.state === 'paid' && shipments[0]?.state === 'accepted' ? true : undefined;
  });
  return { person, adopter, staff, contractId };
}

export const adoptionOf = ({ adopter, contractId }: Pick<FreshAdoption, 'adopter' | 'contractId'>): Promise<Schemas['Adoption']> =>
  adopter.get(`/me/contracts/${contractId}`);

/** A trade in Alipay's own books. Money in fen. */
export interface Trade {
  tradeNo: string;
  outTradeNo: string;
  status: string;
  amountFen: number;
  paidAt?: string;
  agreementNo?: string;
  refundedFen: number;
  refunds: { amountFen: number; outRequestNo: string }[];
}

/** All trades of a contract, paid or not, as Alipay's books have them. */
export async function tradesOf({ urls }: E2e, contractId: string): Promise<Trade[]> {
  return (await askJson<{ trades: Trade[] }>(`${urls.alipay}/sandbox/books/trades?prefix=${contractId}_`)).trades;
}

/** What a warehouse's own books hold of one shipment number. */
export interface BookedShipment {
  shipmentNo: string;
  orderCount: number;
  parcelCount: number;
  orders: {
    warehouseOrderNo: string;
    status: string;
    parcels: { parcelNo: string; carrier: string; trackingNo: string; track: TrackPoint[] }[];
  }[];
}
interface TrackPoint {
  time: string;
  status: string;
  text: string;
}

export async function bookedShipments({ urls }: E2e, contractId: string): Promise<BookedShipment[]> {
  return (await askJson<{ shipments: BookedShipment[] }>(`${urls.warehouse}/sandbox/books/shipments?prefix=${contractId}_`)).shipments;
}

/** Switches a fault of the warehouse on, for so many strikes. */
export const faultAtWarehouse = ({ urls }: E2e, kind: string, fault: { value?: string; times?: number }) =>
  askJson(`${urls.warehouse}/sandbox/warehouses/${WAREHOUSE}/faults/${kind}`, fault, 'PUT');
