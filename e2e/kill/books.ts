import type { Platform } from '../../deploy/local/supervisor.ts';
import { type Clients, PRICE_FEN, type Running, type Shop } from './small-world.ts';

/** A trade in the Alipay simulator's own books. */
export interface Trade {
  outTradeNo: string;
  amountFen: number;
  refundedFen: number;
  paidAt?: string;
}

/** A shipment number in the warehouse simulator's own books. */
export interface Parcels {
  shipmentNo: string;
  orderCount: number;
  parcelCount: number;
}

export interface PointsEntry {
  kind: string;
  contractId: string;
  period: number;
  points: number;
}

/** All that is told about one contract, by those who judge and by the platform itself. */
export interface ContractBooks {
  contractId: string;
  trades: Trade[];
  shipments: Parcels[];
  points: PointsEntry[];
  /** States of the instalments by period, and of the shipments by period, as the platform tells them. */
  instalments: string[];
  delivered: number[];
}

export interface ShopBooks {
  slug: string;
  /** What came in and did not go back, in Alipay's books. */
  netFen: number;
  ledger: Record<string, number>;
}

/** What is wrong with a contract whose first `due` periods are due: nothing, or sentences. `since` leaves out what was judged before. */
export function wrongWith(books: ContractBooks, { due, since = 1 }: { due: number; since?: number }): string[] {
  const { contractId, trades, shipments, points, instalments, delivered } = books;
  const wrong: string[] = [];
  const say = (period: number, what: string) => wrong.push(`${contractId} period ${period}: ${what}`);
  for (let period = since; period <= due; period += 1) {
    const source = `${contractId}_${period}`;
    const paid = trades.filter((trade) => trade.outTradeNo.startsWith(`${source}_`) && trade.paidAt !== undefined);
    if (paid.length !== 1) say(period, `${paid.length} successful charges (${paid.map((trade) => trade.outTradeNo)})`);
    if (paid.some((trade) => trade.amountFen !== PRICE_FEN || trade.refundedFen > 0)) say(period, 'another amount, or given back');
    const sent = shipments.filter((shipment) => shipment.shipmentNo === source);
    const parcels = sent.reduce((sum, { parcelCount }) => sum + parcelCount, 0);
    const orders = sent.reduce((sum, { orderCount }) => sum + orderCount, 0);
    if (parcels !== 1 || orders !== 1) say(period, `${parcels} parcels of ${orders} orders`);
    const grants = points.filter((entry) => entry.kind === 'earn' && entry.period === period);
    if (grants.length !== 1 || grants[0]?.points !== PRICE_FEN / 100)
      say(period, `${grants.length} grants (${grants.map((one) => one.points)})`);
    if (instalments[period - 1] !== 'STATE_PAID') say(period, `the platform says ${instalments[period - 1]}`);
    if (!delivered.includes(period)) say(period, 'the platform does not say that the parcel arrived');
  }
  const early = trades.filter((trade) => trade.paidAt !== undefined && Number(trade.outTradeNo.split('_')[1]) > due);
  for (const { outTradeNo } of early) say(due + 1, `charged before it is due (${outTradeNo})`);
  return wrong;
}

/** What is wrong with a shop's ledger: it sums to zero, and says the same as Alipay's books. */
export function wrongWithLedger({ slug, netFen, ledger }: ShopBooks): string[] {
  const wrong: string[] = [];
  const sum = Object.values(ledger).reduce((total, balance) => total + balance, 0);
  const cash = ledger['cash:alipay'] ?? 0;
  const earned = -(ledger.revenue ?? 0);
  if (sum !== 0) wrong.push(`${slug}: the balances sum to ${sum}`);
  if (cash !== netFen) wrong.push(`${slug}: cash is ${cash}, Alipay's books say ${netFen}`);
  if (earned !== netFen) wrong.push(`${slug}: ${earned} earned of ${netFen}, though every parcel left`);
  return wrong;
}

const ALL = { state: 'STATE_UNSPECIFIED', work: 'WORK_UNSPECIFIED' } as const;

/** Reads everything about one contract. */
export async function booksOf({ urls }: Platform, clients: Clients, { contractId, shop, adopter }: Running): Promise<ContractBooks> {
  const [{ trades }, { shipments }, { plan }, own, points] = await Promise.all([
    read<{ trades: Trade[] }>(`${urls.alipay}/sandbox/books/trades?merchant=${shop.slug}&prefix=${contractId}_`),
    read<{ shipments: Parcels[] }>(`${urls.warehouse}/sandbox/books/shipments?prefix=${contractId}_`),
    clients.billing.getPlan({ contractId }, shop.caller),
    clients.fulfillment.listShipments({ contractId, ...ALL, pageSize: 100, pageToken: '' }, shop.caller),
    pointsOf(adopter),
  ]);
  return {
    contractId,
    trades,
    shipments,
    points: points.filter((entry) => entry.contractId === contractId),
    instalments: plan?.instalments.map(({ state }) => state) ?? [],
    delivered: own.shipments.filter(({ state }) => state === 'STATE_DELIVERED').map(({ period }) => period),
  };
}

async function pointsOf(adopter: Running['adopter']): Promise<PointsEntry[]> {
  const entries: PointsEntry[] = [];
  for (let pageToken = ''; ; ) {
    const page = await adopter.get<{ items: PointsEntry[]; nextPageToken: string }>(
      `/me/points/entries?pageSize=100${pageToken ? `&pageToken=${encodeURIComponent(pageToken)}` : ''}`,
    );
    entries.push(...page.items);
    if (!page.nextPageToken) return entries;
    pageToken = page.nextPageToken;
  }
}

/** The balance of an adopter against the entries that made it. */
export async function wrongWithPoints(adopter: Running['adopter']): Promise<string[]> {
  const [{ balance }, entries] = await Promise.all([adopter.get<{ balance: number }>('/me/points'), pointsOf(adopter)]);
  const sum = entries.reduce((total, { points }) => total + points, 0);
  return balance === sum ? [] : [`an adopter has ${balance} points, the entries say ${sum}`];
}

export async function shopBooksOf({ urls }: Platform, { billing }: Clients, { slug, caller }: Shop): Promise<ShopBooks> {
  const [{ sellers }, { balances }] = await Promise.all([
    read<{ sellers: { netFen: number }[] }>(`${urls.alipay}/sandbox/books/money?merchant=${slug}`),
    billing.listLedgerBalances({}, caller),
  ]);
  return {
    slug,
    netFen: sellers[0]?.netFen ?? Number.NaN,
    ledger: Object.fromEntries(balances.map(({ account, amountFen }) => [account, amountFen])),
  };
}

async function read<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} → ${response.status}`);
  return (await response.json()) as T;
}
