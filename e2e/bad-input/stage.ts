import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Schemas } from '@petpact/api/client';
import { ANSWERS, apply, type Visitor } from '@petpact/local/journey';
import { drawSignature } from '@petpact/local/seed/pictures';
import { type FreshAdoption, freshAdoption, SHOP } from '../adoptions.ts';
import type { Operation } from '../openapi.ts';
import { NEW_PET, newPet, operatorOf } from '../people.ts';
import type { E2e } from '../platform.ts';
import { sampleOf } from './bodies.ts';

/** People and things for bad input to hit: an adoption that runs, another one that is being drafted. */
export interface Stage {
  e2e: E2e;
  adoption: FreshAdoption;
  operator: Visitor;
  addressId: string;
  applicationId: string;
  draft: Schemas['Contract'];
  offer: Schemas['Offer'];
  petId: string;
  freePetId: string;
  policy: Schemas['Policy'];
  signaturePng: string;
}

export async function setStage(e2e: E2e): Promise<Stage> {
  const adoption = await freshAdoption(e2e);
  const { adopter, staff, person } = adoption;
  const { items } = await adopter.get<{ items: Schemas['Address'][] }>('/me/addresses');
  const addressId = items[0]!.addressId;
  const { petId } = await newPet(staff);
  const { applicationId } = await apply(adopter, petId);
  const offer = await adopter.get<Schemas['Offer']>(`/me/applications/${applicationId}/offer`);
  const wish = { skuId: offer.skus[0]!.skuId, quantity: 1, periods: offer.periods[0]!, addressId };
  const draft = await adopter.post<Schemas['Contract']>(`/me/applications/${applicationId}/contract`, wish);
  const signaturePng = (await drawSignature(person.name)).toString('base64');
  const policy = await staff.get<Schemas['Policy']>('/shop/policy');
  const freePetId = (await newPet(staff)).petId;
  return { e2e, adoption, operator: await operatorOf(e2e), addressId, applicationId, draft, offer, petId, freePetId, policy, signaturePng };
}

/** The person for whom an operation is meant. */
export function personFor({ adoption, operator }: Stage, { security }: Operation): string | undefined {
  if (security.includes('adopter')) return adoption.adopter.token;
  if (security.includes('staff')) return adoption.staff.token;
  return security.includes('operator') ? operator.token : undefined;
}

/** Real ids for the path, so that only the rest of the request is bad. */
export function paramsFor(stage: Stage, { operationId }: Operation): Record<string, string> {
  const { adoption, draft, addressId, applicationId, petId } = stage;
  const contractId = operationId === 'signContract' ? draft.contractId : adoption.contractId;
  return {
    shop: SHOP,
    merchantId: 'm-tuantuan',
    hash: 'x'.repeat(64),
    petId,
    addressId,
    applicationId,
    contractId,
    shipmentId: `${contractId}_1`,
  };
}

/** A body that would do, so that only the one wrong value in it is bad. */
export function bodyFor(stage: Stage, { operationId, body }: Operation): unknown {
  const { addressId, offer, draft, policy, signaturePng, freePetId, adoption } = stage;
  const { person } = adoption;
  const address = { name: person.name, phone: person.phone, ...person.address, isDefault: false };
  const { version: _, ...rules } = policy;
  const known: Record<string, unknown> = {
    saveProfile: { name: person.name, phone: person.phone, identityNumber: person.certNo },
    addAddress: address,
    changeAddress: address,
    submitApplication: { petId: freePetId, answers: ANSWERS },
    draftContract: { skuId: offer.skus[0]?.skuId, quantity: 1, periods: offer.periods[0], addressId },
    signContract: { signaturePng, textHash: draft.textHash, consent: true },
    addPet: NEW_PET,
    changePet: NEW_PET,
    addPicture: { content: signaturePng },
    savePolicy: rules,
    saveOptIns: { granted: [], refused: [] },
    decideApplication: { decision: 'decline', text: '资料不全' },
    advanceClock: { seconds: 1 },
  };
  return known[operationId] ?? (body ? sampleOf(body) : undefined);
}

export const urlFor = ({ e2e }: Stage, operation: Operation, params: Record<string, string>): string =>
  `${e2e.urls.gateway}/api/v1${operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `no-${name}`)}`;

/** Sends a request exactly as it is given. */
export async function send(
  url: string,
  wish: { method: string; token?: string | undefined; raw?: string; contentType?: string; key?: string | undefined },
): Promise<{ status: number; text: string }> {
  const { method, token, raw, contentType = 'application/json', key = randomUUID() } = wish;
  const headers: Record<string, string> = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(method === 'GET' || key === '' ? {} : { 'idempotency-key': key }),
    ...(raw === undefined ? {} : { 'content-type': contentType }),
  };
  const response = await sent(url, { method, headers, ...(raw === undefined ? {} : { body: raw }) });
  return { status: response.status, text: await response.text() };
}

/**
 * Announces a body that is too large and sends its beginning only: the refusal comes before the rest. A client that insisted on
 * sending all of it would find the line cut and never read why.
 */
export async function announce(
  url: string,
  { method, token, bytes }: { method: string; token?: string | undefined; bytes: number },
): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes,
    'idempotency-key': randomUUID(),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
      request.destroy();
    });
    request.on('error', reject);
    request.write('{"surplus":"');
  });
}

const TRIES = 10;
const PAUSE_MS = 20;

/** A server that refuses early, or lets an idle line go, may close it while the body is being written: then nothing was answered. */
async function sent(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetch(url, init);
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      if (tries === TRIES || !['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    }
  }
}
