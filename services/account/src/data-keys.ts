import { Refusal } from '@petpact/kit/refusal';
import { open, seal } from '@petpact/kit/sealed';
import type { AccountPorts } from './ports.ts';

/** Whose key seals what belongs to a shop and to no person: tokens and secrets of its connections. */
export const SHOP = 'shop';

type Needs = Pick<AccountPorts, 'dataKeys' | 'keyWrap' | 'random'>;

/** The data key of a person at a shop, made on first use. Refuses DATA_KEY_DESTROYED after erasure. */
export async function dataKey(ports: Needs, merchantId: string, subjectId: string): Promise<Buffer> {
  const id = `${merchantId}:${subjectId}`;
  const stored = await ports.dataKeys.findOne({ _id: id, merchantId });
  if (stored) return openKey(ports, stored);
  const key = ports.random.bytes(32);
  if (await ports.dataKeys.insertOne({ _id: id, merchantId, wrapped: ports.keyWrap.wrap(key, id), destroyed: false })) return key;
  const first = await ports.dataKeys.findOne({ _id: id, merchantId });
  if (!first) throw new Refusal('DATA_KEY_DESTROYED', 'precondition');
  return openKey(ports, first);
}

function openKey(ports: Needs, stored: { _id: string; wrapped: string; destroyed: boolean }): Buffer {
  if (stored.destroyed) throw new Refusal('DATA_KEY_DESTROYED', 'precondition');
  return ports.keyWrap.unwrap(stored.wrapped, stored._id);
}

/** Seals a text with the subject's key; it opens only for this merchant, subject and field. */
export async function sealFor(ports: Needs, at: { merchantId: string; subjectId: string; field: string }, text: string): Promise<string> {
  return seal(text, await dataKey(ports, at.merchantId, at.subjectId), boundTo(at));
}

/** Opens what `sealFor` sealed at the same place. */
export async function openFor(ports: Needs, at: { merchantId: string; subjectId: string; field: string }, sealed: string): Promise<string> {
  return open(sealed, await dataKey(ports, at.merchantId, at.subjectId), boundTo(at));
}

const boundTo = (at: { merchantId: string; subjectId: string; field: string }) => `${at.merchantId}:${at.subjectId}:${at.field}`;
