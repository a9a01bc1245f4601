import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CashierOutcome, payAtCashier } from '../domain/cashier.ts';
import { maskedLogonId } from '../domain/numbers.ts';
import type { Channel, Trade, User } from '../domain/world.ts';
import { yuanOf } from '../domain/yuan.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { html } from './html.ts';
import { goBack, type Language, languageOf, outcomePage, sendPage, words } from './layout.ts';
import { passwordField, passwordHint } from './people.ts';

interface CashierInput {
  trade_no?: string;
  return_url?: string;
  lang?: string;
  channel?: string;
  password?: string;
  action?: string;
}

const CHANNELS: readonly Channel[] = ['balance', 'bankCard', 'huabei'];

/** The cashier, in the place of `my.tradePay` (ALIPAY §4). */
export function cashierRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.get('/h5/cashier', async (request, reply) => {
    const input = request.query as CashierInput;
    const trade = simulator.world.trades.get(input.trade_no ?? '');
    // ALIPAY §4: some products know a trade only once its cashier was opened.
    if (trade && !trade.opened) await simulator.commit([{ type: 'trade', trade: { ...trade, opened: true } }]);
    return showCashier(simulator, reply, input);
  });
  server.post('/h5/cashier', (request, reply) => pay(simulator, request, reply));
}

function showCashier(simulator: Simulator, reply: FastifyReply, input: CashierInput, trouble?: string): FastifyReply {
  const language = languageOf(input.lang);
  const say = words(language);
  const { world } = simulator;
  const trade = world.trades.get(input.trade_no ?? '');
  if (!trade)
    return sendPage(
      reply,
      outcomePage(language, { kind: 'error', title: say('交易不存在', 'No such trade'), text: input.trade_no ?? '' }),
      404,
    );
  const buyer = world.users.get(trade.buyerId)!;
  const body = html`<section class="card center"><p class="soft">${world.merchants.get(trade.authAppId)!.name}</p><p class="amount">¥${yuanOf(trade.amountFen)}</p><p class="soft">${trade.subject}</p></section>
${trade.status === 'WAIT_BUYER_PAY' ? payForm({ trade, buyer, language, returnUrl: input.return_url, trouble }) : html`<section class="card"><p class="alert" role="alert">${say('该交易不能支付', 'This trade cannot be paid')}: ${trade.status}</p></section>`}`;
  const query = new URLSearchParams({
    trade_no: trade.tradeNo,
    ...(input.return_url && { return_url: input.return_url }),
    lang: say('en', 'zh'),
  });
  return sendPage(reply, { title: say('收银台', 'Cashier'), language, body, otherLanguage: `/h5/cashier?${query}` }, trouble ? 422 : 200);
}

interface Shown {
  trade: Trade;
  buyer: User;
  language: Language;
  returnUrl?: string;
  trouble?: string;
}

function payForm({ trade, buyer, language, returnUrl, trouble }: Shown) {
  const say = words(language);
  const names: Record<Channel, string> = {
    balance: say('账户余额', 'Balance'),
    bankCard: say('银行卡', 'Bank card'),
    huabei: say('花呗', 'Huabei'),
  };
  const choices = CHANNELS.map(
    (channel, index) =>
      html`<label class="choice"><input type="radio" name="channel" value="${channel}" ${index === 0 && html`checked`}><span>${names[channel]}</span><span class="end">${say('可用', 'available')} ¥${yuanOf(buyer.funds[channel])}</span></label>`,
  );
  return html`<section class="card"><form method="post" action="/h5/cashier"><input type="hidden" name="trade_no" value="${trade.tradeNo}"><input type="hidden" name="lang" value="${language}">${returnUrl && html`<input type="hidden" name="return_url" value="${returnUrl}">`}
<p class="soft">${say('付款账号', 'Payer')}：${buyer.name} ${maskedLogonId(buyer.logonId)}</p><div role="radiogroup" aria-label="${say('付款方式', 'Pay by')}">${choices}</div>${passwordField(language)}${passwordHint(buyer, language)}${trouble && html`<p class="alert" role="alert">${trouble}</p>`}
<button class="main" name="action" value="pay">${say('确认付款', 'Pay')}</button><button class="plain" name="action" value="cancel">${say('取消', 'Cancel')}</button></form></section>`;
}

async function pay(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as CashierInput;
  const { world } = simulator;
  const trade = world.trades.get(form.trade_no ?? '');
  if (!trade) return showCashier(simulator, reply, form);
  if (form.action === 'cancel') return left(reply, form, '6001');
  const channel = CHANNELS.find((one) => one === form.channel) ?? 'balance';
  const done = simulator.begin();
  const user = world.users.get(trade.buyerId)!;
  const { outcome, events } = payAtCashier(world, trade, { user, channel, password: form.password ?? '', now: simulator.clock.now() });
  await simulator.commit(events);
  done();
  return outcome === 'paid' ? left(reply, form, '9000') : showCashier(simulator, reply, form, troubleText(outcome, languageOf(form.lang)));
}

function troubleText(outcome: Exclude<CashierOutcome, 'paid'>, language: Language): string {
  const say = words(language);
  const texts: Record<Exclude<CashierOutcome, 'paid'>, string> = {
    notPayable: say('该交易不能支付', 'This trade cannot be paid'),
    wrongPayer: say('付款人不是该交易的买家', 'Only the buyer can pay'),
    wrongPassword: say('支付密码错误', 'Wrong password'),
    noMoney: say('余额不足，请更换付款方式', 'Not enough money, choose another way to pay'),
    payerForbidden: say('账号状态异常', 'The account cannot pay'),
  };
  return texts[outcome];
}

/** ALIPAY §4: resultCode 9000 paid, 6001 cancelled. The notify or a query is the proof. */
function left(reply: FastifyReply, form: CashierInput, resultCode: '9000' | '6001'): FastifyReply {
  const language = languageOf(form.lang);
  const say = words(language);
  const page =
    resultCode === '9000'
      ? { kind: 'good' as const, title: say('支付成功', 'Paid') }
      : { kind: 'no' as const, title: say('已取消支付', 'Cancelled') };
  return (
    goBack(reply, form.return_url, { resultCode, resultStatus: resultCode }) ??
    sendPage(reply, outcomePage(language, { ...page, text: say('请返回商户页面', 'Go back to the merchant') }))
  );
}
