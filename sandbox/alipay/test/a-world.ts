import { openMerchant, openUser, ownApp } from '../src/domain/accounts.ts';
import { signAgreement } from '../src/domain/agreement-sign.ts';
import type { Answer } from '../src/domain/answer.ts';
import type { Call } from '../src/domain/call.ts';
import { instantOf } from '../src/domain/civil-date.ts';
import { evolve, type SimEvent } from '../src/domain/event.ts';
import { METHODS } from '../src/domain/methods.ts';
import type { Agreement, Merchant, PeriodRule, User, World } from '../src/domain/world.ts';
import { emptyWorld } from '../src/domain/world.ts';

export const NOTIFY_URL = 'http://shop.example/notify';
const ENTROPY = '0123456789abcdef'.repeat(5);

/** A small world: one shop, one other shop, one customer with 1,000 yuan. Time is what the test says. */
export class AWorld {
  readonly world: World = emptyWorld('2021000000000001');
  readonly events: SimEvent[] = [];
  readonly shop: Merchant;
  readonly otherShop: Merchant;
  now: number;

  constructor(today: string) {
    this.now = at(today);
    this.keep({ events: [ownApp(this.world.appId)] });
    this.shop = this.keep(openMerchant(this.world, { key: 'sunny', name: '阳光领养馆' }, this.moment)).merchant;
    this.otherShop = this.keep(
      openMerchant(this.world, { key: 'other', name: '别家' }, { now: this.now, entropy: 'f'.repeat(80) }),
    ).merchant;
    this.keep(openUser(this.world, { key: 'lin', name: '林小满', phone: '13800000001', zhimaScore: 700, balanceFen: 100_000 })!);
  }

  get moment() {
    return { now: this.now, entropy: ENTROPY };
  }

  get user(): User {
    return this.world.users.get(this.world.userByKey.get('lin')!)!;
  }

  today(date: string): this {
    this.now = at(date);
    return this;
  }

  keep<T extends { events: SimEvent[] }>(decision: T): T {
    for (const event of decision.events) evolve(this.world, event);
    this.events.push(...decision.events);
    return decision;
  }

  call(method: string, content: Record<string, unknown>, by: Merchant = this.shop): Answer {
    const call: Call = { method, merchant: by, content, notifyUrl: NOTIFY_URL };
    return this.keep(METHODS.get(method)!(this.world, call, this.moment)).answer;
  }

  /** The sub_code of a refused call, `ok` of one that was taken. */
  says(method: string, content: Record<string, unknown>, by?: Merchant): string {
    const answer = this.call(method, content, by);
    return answer.ok ? 'ok' : answer.subCode;
  }

  sign(rule: Partial<PeriodRule> = {}, externalAgreementNo = `EXT${this.world.sequence}`): Agreement {
    const request = {
      productCode: 'GENERAL_WITHHOLDING',
      personalProductCode: 'CYCLE_PAY_AUTH_P',
      signScene: 'INDUSTRY|PETS',
      channel: 'ALIPAYAPP',
      externalAgreementNo,
      rule: { periodType: 'MONTH' as const, period: 1, executeTime: '2026-07-06', singleAmountFen: 12_900, ...rule },
    };
    const result = this.keep(signAgreement(this.world, { merchant: this.shop, user: this.user, request, notifyUrl: NOTIFY_URL }, this.now));
    if (!('agreement' in result)) throw new Error(result.outcome);
    return result.agreement;
  }

  agreement(no: string): Agreement {
    return this.world.agreements.get(no)!;
  }

  pay(agreementNo: string, outTradeNo: string, yuan = '129.00'): string {
    return this.says('alipay.trade.pay', {
      out_trade_no: outTradeNo,
      total_amount: yuan,
      subject: '月付计划',
      product_code: 'GENERAL_WITHHOLDING',
      agreement_params: { agreement_no: agreementNo },
    });
  }
}

/** Ten in the morning of a Shanghai day. */
export function at(date: string): number {
  return instantOf(`${date} 10:00:00`)!;
}
