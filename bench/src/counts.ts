import type { Urls } from '@petpact/local/processes';

/** What the platform did so far, summed over its processes. */
export interface Counts {
  writes: number;
  reads: number;
  events: number;
  rpcs: number;
  /** Calls to Alipay: each is signed and verified on both sides. */
  alipayCalls: number;
  notifies: number;
  warehouseCalls: number;
}

/** Reads the counts from every service's /metrics and from the simulators' books. */
export async function countsOf(urls: Urls): Promise<Counts> {
  const texts = await Promise.all(Object.values(urls.admin).map(async (admin) => (await fetch(`${admin}/metrics`)).text()));
  const sum = (pattern: RegExp) =>
    texts.flatMap((text) => [...text.matchAll(pattern)]).reduce((total, match) => total + Number(match[1]), 0);
  const [trades, notifies, shipments] = await Promise.all([
    total(`${urls.alipay}/sandbox/books/trades?limit=1`),
    total(`${urls.alipay}/sandbox/notifies?limit=1`),
    total(`${urls.warehouse}/sandbox/books/shipments?limit=1`),
  ]);
  return {
    writes: sum(/^petpact_store_operations_total\{[^}]*operation="(?:insert|update|delete)"[^}]*\} (\d+)/gm),
    reads: sum(/^petpact_store_operations_total\{[^}]*operation="find"[^}]*\} (\d+)/gm),
    events: sum(/^petpact_outbox_published_total\{[^}]*\} (\d+)/gm),
    rpcs: sum(/^petpact_grpc_server_handled_total\{[^}]*\} (\d+)/gm),
    alipayCalls: trades,
    notifies,
    warehouseCalls: shipments,
  };
}

async function total(url: string): Promise<number> {
  const { total: sum, count = sum } = (await (await fetch(url)).json()) as { total?: number; count?: number };
  if (typeof count !== 'number') throw new Error(`${url} tells no total`);
  return count;
}

export const difference = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name as keyof Counts]])) as unknown as Counts;
