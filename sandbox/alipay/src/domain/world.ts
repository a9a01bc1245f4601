import type { Behaviour } from './behaviour.ts';
import type { Notify } from './notify.ts';
import { DEFAULT_SWITCHES, type Switches } from './switches.ts';

/** A mini-program app with its seller account. The ISV's own app is one of them: the one whose `authAppId` is the app id itself. */
export interface Merchant {
  key: string;
  name: string;
  authAppId: string;
  appAuthToken: string;
  sellerId: string;
  balanceFen: number;
  /** All money that ever came in and went back; the balance may also be set by hand. */
  paidFen: number;
  refundedFen: number;
}

export type Channel = 'balance' | 'bankCard' | 'huabei';

export interface User {
  key: string;
  userId: string;
  logonId: string;
  name: string;
  phone: string;
  certNo?: string;
  password: string;
  wrongPasswords: number;
  /** Raw Zhima score; null = not enough data. */
  zhimaScore: number | null;
  zhimaMember: boolean;
  /** The person refuses to have the score asked for. */
  zhimaRefused: boolean;
  /** False: BUYER_ENABLE_STATUS_FORBID. */
  enabled: boolean;
  /** Template messages are refused: MSG_UNSUBSCRIBED. */
  messagesRefused: boolean;
  funds: Record<Channel, number>;
}

export interface Grant {
  value: string;
  kind: 'code' | 'access' | 'refresh';
  appId: string;
  userId: string;
  scopes: string[];
  expiresAt: number;
  spent: boolean;
}

export interface PeriodRule {
  periodType: 'DAY' | 'MONTH';
  period: number;
  executeTime: string;
  singleAmountFen: number;
  totalAmountFen?: number;
  totalPayments?: number;
}

export interface Agreement {
  agreementNo: string;
  externalAgreementNo?: string;
  authAppId: string;
  userId: string;
  productCode: string;
  personalProductCode: string;
  signScene: string;
  channel: string;
  externalLogonId?: string;
  status: 'NORMAL' | 'STOP';
  signTime: number;
  validTime: number;
  invalidTime: number;
  unsignTime?: number;
  unsignedBy?: 'user' | 'merchant';
  /** Absent for free withholding (GENERAL_WITHHOLDING_P). */
  rule?: PeriodRule;
  /** The plan date of the period that is to be paid next. */
  nextDate?: string;
  lastDeductTime?: number;
  /** The period's plan date that was paid last. */
  lastPaidDate?: string;
  paidCount: number;
  paidFen: number;
  /** Refused tries since the last success. */
  refusedTries: number;
  postponements: number;
  notifyUrl?: string;
}

export interface Refund {
  outRequestNo: string;
  amountFen: number;
  reason?: string;
  at: number;
}

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';

export interface Trade {
  tradeNo: string;
  outTradeNo: string;
  authAppId: string;
  sellerId: string;
  buyerId: string;
  kind: 'cashier' | 'withholding';
  productCode: string;
  subject: string;
  body?: string;
  passbackParams?: string;
  amountFen: number;
  status: TradeStatus;
  createdAt: number;
  /** Business instant at which an unpaid trade closes by itself. */
  expiresAt?: number;
  opened: boolean;
  paidAt?: number;
  channel?: Channel;
  closedAt?: number;
  closedBy?: 'merchant' | 'timeout' | 'refund' | 'refusal';
  refusal?: string;
  agreementNo?: string;
  /** The plan date of the period this deduction paid. */
  planDate?: string;
  notifyUrl?: string;
  refunds: Refund[];
  refundedFen: number;
}

export interface ZhimaCheck {
  authAppId: string;
  transactionId: string;
  userId?: string;
  admittanceScore: number;
  admittance: 'Y' | 'N' | 'N/A';
  bizNo: string;
  at: number;
  billedCalls: number;
}

export interface Message {
  messageId: string;
  authAppId: string;
  userId: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
  at: number;
}

/** A call whose effect comes later than its answer (or its silence). */
export interface LateEffect {
  effectId: string;
  dueAt: number;
  clock: 'business' | 'real';
  authAppId: string;
  method: string;
  content: Record<string, unknown>;
  notifyUrl?: string;
}

/** Everything the simulator knows. Rebuilt from the journal; changed by `evolve` alone. */
export interface World {
  appId: string;
  appGatewayUrl: string;
  switches: Switches;
  /** The last number given to anything. */
  sequence: number;
  merchants: Map<string, Merchant>;
  merchantByKey: Map<string, string>;
  merchantByToken: Map<string, string>;
  users: Map<string, User>;
  userByKey: Map<string, string>;
  userByLogonId: Map<string, string>;
  /** open_id → whose it is and for which app. */
  openIds: Map<string, { appId: string; userId: string }>;
  /** `app|user` → open_id. */
  openIdOf: Map<string, string>;
  grants: Map<string, Grant>;
  agreements: Map<string, Agreement>;
  /** `app|external_agreement_no` → agreement number. */
  agreementByExternal: Map<string, string>;
  agreementsOfUser: Map<string, string[]>;
  trades: Map<string, Trade>;
  /** `app|out_trade_no` → trade number. */
  tradeByNumber: Map<string, string>;
  tradesOfAgreement: Map<string, string[]>;
  /** Unpaid trades that close by themselves: trade number → instant. */
  expiries: Map<string, number>;
  /** `app|transaction_id`. */
  zhimaChecks: Map<string, ZhimaCheck>;
  messages: Message[];
  notifies: Map<string, Notify>;
  /** Ids of notifies that still have to be sent. */
  openNotifies: Set<string>;
  behaviours: Map<string, Behaviour>;
  effects: Map<string, LateEffect>;
}

export function emptyWorld(appId: string): World {
  return {
    appId,
    appGatewayUrl: '',
    switches: { ...DEFAULT_SWITCHES },
    sequence: 0,
    merchants: new Map(),
    merchantByKey: new Map(),
    merchantByToken: new Map(),
    users: new Map(),
    userByKey: new Map(),
    userByLogonId: new Map(),
    openIds: new Map(),
    openIdOf: new Map(),
    grants: new Map(),
    agreements: new Map(),
    agreementByExternal: new Map(),
    agreementsOfUser: new Map(),
    trades: new Map(),
    tradeByNumber: new Map(),
    tradesOfAgreement: new Map(),
    expiries: new Map(),
    zhimaChecks: new Map(),
    messages: [],
    notifies: new Map(),
    openNotifies: new Set(),
    behaviours: new Map(),
    effects: new Map(),
  };
}

/** A key inside one app: two merchants may use the same number without meeting. */
export function within(appId: string, number: string): string {
  return `${appId}|${number}`;
}

/** The trade of this merchant under either number; another merchant's is not found (ALIPAY §7, ISV). `trade_no` wins (ALIPAY §4). */
export function tradeFor(world: World, merchant: Merchant, numbers: { tradeNo?: string; outTradeNo?: string }): Trade | undefined {
  const tradeNo = numbers.tradeNo ?? world.tradeByNumber.get(within(merchant.authAppId, numbers.outTradeNo ?? ''));
  const trade = tradeNo === undefined ? undefined : world.trades.get(tradeNo);
  return trade?.authAppId === merchant.authAppId ? trade : undefined;
}

/** The agreement of this merchant; another merchant's is not found. */
export function agreementFor(world: World, merchant: Merchant, agreementNo: string): Agreement | undefined {
  const agreement = world.agreements.get(agreementNo);
  return agreement?.authAppId === merchant.authAppId ? agreement : undefined;
}
