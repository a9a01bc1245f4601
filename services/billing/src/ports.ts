import type { AggregateStore } from '@petpact/kit/aggregate';
import type { CivilDate } from '@petpact/kit/civil-date';
import type { Clock, Timer } from '@petpact/kit/clock';
import type { Log } from '@petpact/kit/log';
import type { CashierOrder } from './domain/cashier.ts';
import type { ChargeOrder, Pace } from './domain/charging.ts';
import type { AttemptAnswer } from './domain/deduction.ts';
import type { AgreementFound, WithholdingProduct } from './domain/mandate.ts';
import type { NotifyForm } from './domain/notify.ts';
import type { Mandate, Plan, PlanFact, Refund } from './domain/plan.ts';
import type { RefundAnswer } from './domain/refund.ts';
import type { TradeFound } from './domain/resolution.ts';
import type { ChargingStop, StopFact } from './domain/stop.ts';
import type { Ledger } from './store/ledger.ts';
import type { Notify } from './store/notify.ts';

/** A shop as Alipay knows it: the token for calls on its behalf. */
export interface ShopAtAlipay {
  merchantId: string;
  appAuthToken: string;
  /** The shop's mini-program. */
  authAppId: string;
}

export interface Shops {
  /** Throws Unavailable while account does not answer. */
  atAlipay(merchantId: string): Promise<ShopAtAlipay>;
  /** Who the adopter is in the shop's mini-program: Alipay's open_id. */
  buyerOf(merchantId: string, adopterId: string): Promise<string>;
  /** The shop of an `auth_app_id`; undefined when no shop has it. Reads across merchants: a notify names only the app. */
  byAppAcrossMerchants(authAppId: string): Promise<{ merchantId: string; sellerId: string } | undefined>;
}

/** Alipay's silence, or an answer that proves nothing: ask again later. */
export type Unanswered = 'unanswered';

/** Withholding as billing speaks of it. Nothing here throws for what Alipay or the network does. */
export interface Withholding {
  /** Signs the page on which a mandate is given; sends nothing. */
  mandatePage(shop: ShopAtAlipay, mandate: Mandate, returnUrl: string | undefined): { signString: string; pageUrl: string };
  findAgreement(shop: ShopAtAlipay, mandate: Mandate): Promise<AgreementFound | 'gone' | Unanswered>;
  /** Asks to postpone Alipay's date; whether it moved, only `findAgreement` tells. */
  postpone(shop: ShopAtAlipay, agreementNo: string, date: CivilDate): Promise<void>;
  /** Asks to end the agreement; whether it ended, only `findAgreement` tells. */
  unsign(shop: ShopAtAlipay, agreementNo: string): Promise<void>;
  /** Takes the money, after a last check of caps and window of its own. */
  charge(shop: ShopAtAlipay, order: ChargeOrder): Promise<AttemptAnswer>;
  /** Makes a trade that the buyer pays at the cashier; its number opens the cashier. `refused`: Alipay will not have it. */
  createTrade(shop: ShopAtAlipay, order: CashierOrder, buyerOpenId: string): Promise<{ payNo: string } | 'refused' | Unanswered>;
  /** Where a browser opens the cashier; empty where only the mini-program can. */
  cashierPage(payNo: string, returnUrl: string | undefined): string;
  findTrade(shop: ShopAtAlipay, tradeNo: string): Promise<TradeFound | Unanswered>;
  /** True when the number is closed at Alipay or was never seen there. */
  closeTrade(shop: ShopAtAlipay, tradeNo: string): Promise<boolean>;
  refund(shop: ShopAtAlipay, refund: Refund): Promise<RefundAnswer>;
  findRefund(shop: ShopAtAlipay, refund: Refund): Promise<boolean>;
  /** Whether Alipay signed this form for our app. */
  isGenuine(form: NotifyForm): boolean;
  /** Our app at Alipay. */
  appId: string;
  product: WithholdingProduct;
}

/** What billing's flows work with. */
export interface BillingPorts {
  plans: AggregateStore<Plan, PlanFact>;
  notifies: AggregateStore<Notify, never>;
  stops: AggregateStore<ChargingStop, StopFact>;
  ledger: Ledger;
  withholding: Withholding;
  shops: Shops;
  /** Business time. */
  clock: Clock;
  /** Real time. */
  timer: Timer;
  pace: Pace;
  log: Log;
}
