import type { Answer, Unknown } from '@petpact/alipay/answer';
import type { Withholding } from '@petpact/alipay/trades';
import type { Clock } from '@petpact/kit/clock';
import type { Behaviour } from '../../services/billing/test/plan-world.ts';
import { ScriptedAlipay } from '../../services/billing/test/scripted-alipay.ts';
import type { Rng } from './rng.ts';

const SILENCE: Unknown = { outcome: 'unknown', class: 'unknown', code: 'NO_ANSWER' };
const BEHAVIOURS: readonly Behaviour[] = [
  ...Array.from({ length: 10 }, () => 'pays' as const),
  'paysSilently',
  'paysSilently',
  'poor',
  'poor',
  'poor',
  'lost',
  'paysLate',
  'system',
];

/** Alipay with moods: answers get lost before and after they took effect, payers have no money, money moves late. */
export class SimulatedAlipay extends ScriptedAlipay {
  healthy = false;
  /** Says why a charge must not arrive now; called before it is looked at. */
  forbids: (outTradeNo: string) => string | undefined = () => undefined;
  readonly forbidden: string[] = [];
  readonly #rng: Rng;

  constructor(clock: Clock, rng: Rng) {
    super(clock);
    this.#rng = rng;
    this.behaviour = () => (this.healthy ? 'pays' : rng.pick(BEHAVIOURS));
  }

  /** Draws what goes wrong with the next calls that the script decides by fields. */
  newMood(): void {
    this.refundsAnswered = this.healthy || this.#rng.chance(0.8);
    this.unsignIsLost = !this.healthy && this.#rng.chance(0.25);
    this.cashierIs = this.healthy || this.#rng.chance(0.8) ? 'open' : this.#rng.pick(['silent', 'refusing']);
  }

  override async pay(token: string, charge: Withholding): Promise<Answer<{ tradeNo: string }>> {
    const why = this.forbids(charge.outTradeNo);
    if (why) this.forbidden.push(`${charge.outTradeNo} was sent although ${why}`);
    return super.pay(token, charge);
  }

  override queryAgreement(...asked: Parameters<ScriptedAlipay['queryAgreement']>) {
    return this.#maybe(() => super.queryAgreement(...asked));
  }
  override queryTrade(...asked: Parameters<ScriptedAlipay['queryTrade']>) {
    return this.#maybe(() => super.queryTrade(...asked));
  }
  override closeTrade(...asked: Parameters<ScriptedAlipay['closeTrade']>) {
    return this.#maybe(() => super.closeTrade(...asked));
  }
  override modifyExecutionPlan(...asked: Parameters<ScriptedAlipay['modifyExecutionPlan']>) {
    return this.#maybe(() => super.modifyExecutionPlan(...asked));
  }
  override queryRefund(...asked: Parameters<ScriptedAlipay['queryRefund']>) {
    return this.#maybe(() => super.queryRefund(...asked));
  }

  /** No answer, before or after the call took effect. */
  async #maybe<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
    if (!this.healthy && this.#rng.chance(0.06)) return SILENCE;
    const answer = await call();
    return !this.healthy && this.#rng.chance(0.06) ? SILENCE : answer;
  }
}
