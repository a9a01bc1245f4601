import { randomUUID } from 'node:crypto';
import type { Clock } from '@petpact/kit/clock';
import { z } from 'zod';
import type { AskAnswer, CancelAnswer, Connector, SubmitAnswer, Unknown, Warehouse } from '../ports.ts';
import { type AddressRule, anywhere } from './outside.ts';
import { signatureHeaders } from './signature.ts';

const text = (max: number) => z.string().min(1).max(max);
const ACCEPTED = z.object({ warehouseOrderNo: text(64), status: z.literal('accepted') });
const REFUSED = z.object({ code: z.literal('REFUSED'), reason: text(200) });
const CANCELLED = z.object({ status: z.literal('cancelled') });
const SHIPPED = z.object({ code: z.literal('SHIPPED') });
const POINT = z.object({
  time: z.iso.datetime({ offset: true }).transform((instant) => new Date(instant)),
  status: z.enum(['picked', 'inTransit', 'outForDelivery', 'signed', 'exception']),
  text: z.string().max(300),
});
const SNAPSHOT = z.object({
  warehouseOrderNo: text(64).optional(),
  status: z.enum(['accepted', 'shipped', 'delivered', 'refused', 'cancelled']),
  reason: text(200).optional(),
  parcels: z.array(z.object({ parcelNo: text(64), carrier: text(40), trackingNo: text(64), track: z.array(POINT).max(500) })).max(50),
});

const MOST_BYTES = 512 * 1024;

export interface WarehouseHttpOptions {
  /** Real milliseconds until an answer counts as unknown. */
  timeoutMs: number;
  realClock: Clock;
  /** Where warehouses push news to; sent along with every order. */
  callbackUrl: string;
  /** Where warehouses may be; anywhere unless said otherwise. */
  address?: AddressRule;
}

/** The warehouse over signed HTTP. An answer that is late, cut off, unsigned for by its status or not readable is unknown. */
export function warehouseOverHttp(options: WarehouseHttpOptions): Warehouse {
  return {
    async submit(connector, order): Promise<SubmitAnswer> {
      const body = JSON.stringify({ ...order, callbackUrl: options.callbackUrl });
      const answer = await exchange(options, connector, { method: 'POST', path: '/v1/shipments', body });
      if ('failure' in answer) return answer;
      if (answer.status === 200) return read(ACCEPTED, answer, ({ warehouseOrderNo }) => ({ outcome: 'accepted', warehouseOrderNo }));
      if (answer.status === 409) return read(REFUSED, answer, ({ reason }) => ({ outcome: 'refused', reason }));
      return failed(answer);
    },
    async ask(connector, shipmentNo): Promise<AskAnswer> {
      const answer = await exchange(options, connector, {
        method: 'GET',
        path: `/v1/shipments/${encodeURIComponent(shipmentNo)}`,
        body: '',
      });
      if ('failure' in answer) return answer;
      if (answer.status === 404) return { outcome: 'absent' };
      return answer.status === 200 ? read(SNAPSHOT, answer, (snapshot) => ({ outcome: 'found', snapshot })) : failed(answer);
    },
    async cancel(connector, { shipmentNo, merchantRef, reason }): Promise<CancelAnswer> {
      const path = `/v1/shipments/${encodeURIComponent(shipmentNo)}/cancel`;
      const answer = await exchange(options, connector, { method: 'POST', path, body: JSON.stringify({ merchantRef, reason }) });
      if ('failure' in answer) return answer;
      if (answer.status === 200) return read(CANCELLED, answer, () => ({ outcome: 'cancelled' }));
      return answer.status === 409 ? read(SHIPPED, answer, () => ({ outcome: 'shipped' })) : failed(answer);
    },
  };
}

type Answered = { status: number; body: string };

async function exchange(
  { timeoutMs, realClock, address = anywhere }: WarehouseHttpOptions,
  connector: Connector,
  message: { method: 'GET' | 'POST'; path: string; body: string },
): Promise<Answered | Unknown> {
  const { method, body } = message;
  try {
    const url = new URL(`${connector.baseUrl.replace(/\/+$/, '')}${message.path}`);
    const problem = await address(url);
    if (problem !== undefined) return { outcome: 'unknown', failure: problem };
    const signed = { method, path: url.pathname + url.search, body, timestamp: String(realClock.now().getTime()), nonce: randomUUID() };
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...signatureHeaders(connector, signed) },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(method === 'POST' ? { body } : {}),
    });
    return { status: response.status, body: await bounded(response) };
  } catch (error) {
    return { outcome: 'unknown', failure: codeOf(error) };
  }
}

/** Reads no more than a sane answer has. */
async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw Object.assign(new Error('too long'), { code: 'ANSWER_TOO_LONG' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function read<T, A>(schema: z.ZodType<T>, { body }: Answered, answer: (value: T) => A): A | Unknown {
  try {
    return answer(schema.parse(JSON.parse(body)));
  } catch {
    return { outcome: 'unknown', failure: 'UNREADABLE_ANSWER' };
  }
}

const failed = ({ status }: Answered): Unknown => ({ outcome: 'unknown', failure: `HTTP_${status}` });

function codeOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'TIMEOUT';
  const found = cause?.code ?? code;
  return typeof found === 'string' ? found : 'NO_ANSWER';
}
