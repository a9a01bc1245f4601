import type { FastifyInstance } from 'fastify';
import { merchantNamed, userNamed } from '../domain/accounts.ts';
import type { Agreement, Refund, Trade, World } from '../domain/world.ts';
import { within } from '../domain/world.ts';
import type { Simulator } from '../runtime/simulator.ts';

export interface BookQuery {
  merchant?: string;
  user?: string;
  agreement?: string;
  out_trade_no?: string;
  /** Beginning of the out_trade_no. */
  prefix?: string;
  external_agreement_no?: string;
  status?: string;
  limit?: string;
}

/** What happened, for whoever judges a test: complete, and on the disk when it is told. */
export function bookRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  // A book never shows what a crash could still take back.
  server.addHook('preHandler', async (request) => {
    if (request.url.startsWith('/sandbox/books/')) await simulator.commit([]);
  });
  server.get('/sandbox/books/trades', (request) => {
    const query = request.query as BookQuery;
    return limited(
      'trades',
      tradesOf(world, query).map((trade) => tradeView(world, trade)),
      query,
    );
  });
  server.get('/sandbox/books/agreements', (request) => {
    const query = request.query as BookQuery;
    return limited(
      'agreements',
      agreementsOf(world, query).map((agreement) => agreementView(world, agreement)),
      query,
    );
  });
  server.get('/sandbox/books/refunds', (request) => {
    const query = request.query as BookQuery;
    const refunds = tradesOf(world, query).flatMap((trade) => trade.refunds.map((refund) => refundView(world, trade, refund)));
    return limited('refunds', refunds, query);
  });
  server.get('/sandbox/books/money', (request) => ({ sellers: moneyOf(world, request.query as BookQuery) }));
  sideBooks(server, simulator);
}

function sideBooks(server: FastifyInstance, { world }: Simulator): void {
  server.get('/sandbox/books/messages', (request) => {
    const query = request.query as BookQuery;
    const app = appOf(world, query.merchant);
    const userId = personOf(world, query.user);
    const messages = world.messages.filter(
      (one) => (app === undefined || one.authAppId === app) && (userId === undefined || one.userId === userId),
    );
    return limited(
      'messages',
      messages.map(({ at, ...message }) => ({ ...message, merchant: world.merchants.get(message.authAppId)?.key, at: iso(at) })),
      query,
    );
  });
  server.get('/sandbox/books/zhima', (request) => {
    const app = appOf(world, (request.query as BookQuery).merchant);
    const checks = [...world.zhimaChecks.values()].filter((check) => app === undefined || check.authAppId === app);
    return { checks: checks.map(({ at, ...check }) => ({ ...check, at: iso(at) })) };
  });
}

/** A merchant or user that does not exist has nothing, rather than everything. */
function appOf(world: World, name: string | undefined): string | undefined {
  return name === undefined ? undefined : (merchantNamed(world, name)?.authAppId ?? 'none');
}

function personOf(world: World, name: string | undefined): string | undefined {
  return name === undefined ? undefined : (userNamed(world, name)?.userId ?? 'none');
}

function limited(name: string, list: object[], { limit }: BookQuery) {
  const count = limit === undefined ? list.length : Math.max(0, Number.parseInt(limit, 10) || 0);
  return { total: list.length, [name]: list.slice(Math.max(0, list.length - count)) };
}

/** In the order in which they were opened; the narrowest index first. */
export function tradesOf(world: World, query: BookQuery): Trade[] {
  const app = appOf(world, query.merchant);
  const userId = personOf(world, query.user);
  const matches = (trade: Trade | undefined): trade is Trade =>
    trade !== undefined &&
    (app === undefined || trade.authAppId === app) &&
    (userId === undefined || trade.buyerId === userId) &&
    (query.agreement === undefined || trade.agreementNo === query.agreement) &&
    (query.out_trade_no === undefined || trade.outTradeNo === query.out_trade_no) &&
    (query.prefix === undefined || trade.outTradeNo.startsWith(query.prefix)) &&
    (query.status === undefined || trade.status === query.status);
  if (query.out_trade_no !== undefined && app !== undefined)
    return [world.trades.get(world.tradeByNumber.get(within(app, query.out_trade_no)) ?? '')].filter(matches);
  if (query.agreement !== undefined)
    return (world.tradesOfAgreement.get(query.agreement) ?? []).map((no) => world.trades.get(no)).filter(matches);
  return [...world.trades.values()].filter(matches);
}

export function agreementsOf(world: World, query: BookQuery): Agreement[] {
  const app = appOf(world, query.merchant);
  const userId = personOf(world, query.user);
  return [...world.agreements.values()].filter(
    (agreement) =>
      (app === undefined || agreement.authAppId === app) &&
      (userId === undefined || agreement.userId === userId) &&
      (query.agreement === undefined || agreement.agreementNo === query.agreement) &&
      (query.external_agreement_no === undefined || agreement.externalAgreementNo === query.external_agreement_no) &&
      (query.status === undefined || agreement.status === query.status),
  );
}

function moneyOf(world: World, query: BookQuery) {
  const app = appOf(world, query.merchant);
  const sums = new Map<string, { trades: number; paidFen: number; refunds: number; refundedFen: number }>();
  for (const { authAppId, paidAt, amountFen, refunds, refundedFen } of world.trades.values()) {
    const sum = sums.get(authAppId) ?? { trades: 0, paidFen: 0, refunds: 0, refundedFen: 0 };
    if (paidAt !== undefined) sum.trades += 1;
    if (paidAt !== undefined) sum.paidFen += amountFen;
    sums.set(authAppId, { ...sum, refunds: sum.refunds + refunds.length, refundedFen: sum.refundedFen + refundedFen });
  }
  return [...world.merchants.values()]
    .filter(({ authAppId }) => app === undefined || authAppId === app)
    .map(({ key, name, authAppId, sellerId, balanceFen, ...account }) => {
      const sum = sums.get(authAppId) ?? { trades: 0, paidFen: 0, refunds: 0, refundedFen: 0 };
      // The account was moved by bookings, the sum comes from the trades: they agree or the simulator is wrong.
      const agrees = sum.paidFen === account.paidFen && sum.refundedFen === account.refundedFen;
      return { merchant: key, name, authAppId, sellerId, balanceFen, ...sum, netFen: sum.paidFen - sum.refundedFen, agrees };
    });
}

export function tradeView(world: World, trade: Trade) {
  const { createdAt, expiresAt, paidAt, closedAt, refunds, ...rest } = trade;
  return {
    ...rest,
    merchant: world.merchants.get(trade.authAppId)?.key,
    createdAt: iso(createdAt),
    expiresAt: iso(expiresAt),
    paidAt: iso(paidAt),
    closedAt: iso(closedAt),
    refunds: refunds.map(({ at, ...refund }) => ({ ...refund, at: iso(at) })),
  };
}

function agreementView(world: World, agreement: Agreement) {
  const { signTime, validTime, invalidTime, unsignTime, lastDeductTime, ...rest } = agreement;
  return {
    ...rest,
    merchant: world.merchants.get(agreement.authAppId)?.key,
    signTime: iso(signTime),
    validTime: iso(validTime),
    invalidTime: iso(invalidTime),
    unsignTime: iso(unsignTime),
    lastDeductTime: iso(lastDeductTime),
  };
}

function refundView(world: World, { tradeNo, outTradeNo, authAppId, amountFen }: Trade, { at, ...refund }: Refund) {
  return { tradeNo, outTradeNo, merchant: world.merchants.get(authAppId)?.key, tradeAmountFen: amountFen, ...refund, at: iso(at) };
}

function iso(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
