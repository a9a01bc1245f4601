import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type SigningResult, signAgreement } from '../domain/agreement-sign.ts';
import { wrongPassword } from '../domain/cashier.ts';
import type { PeriodRule } from '../domain/world.ts';
import { yuanOf } from '../domain/yuan.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { type Html, html } from './html.ts';
import { goBack, type Language, languageOf, outcomePage, sendPage, words } from './layout.ts';
import { chosenUser, currentUser, payerFields, rememberUser } from './people.ts';
import { type Opened, openSigning, returnUrlOf } from './signing.ts';

interface SignForm {
  search?: string;
  lang?: string;
  user?: string;
  password?: string;
  action?: string;
}

/** The page on which a withholding agreement is signed, in the place of `my.paySignCenter` (ALIPAY §5.1). */
export function signRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.get('/h5/sign', (request, reply) => {
    const search = request.url.slice(request.url.indexOf('?') + 1);
    return showSigning(simulator, request, reply, { search, lang: (request.query as { lang?: string }).lang });
  });
  server.post('/h5/sign', (request, reply) => finishSigning(simulator, request, reply));
}

interface Shown {
  search: string;
  lang?: string;
  trouble?: string;
}

function showSigning(simulator: Simulator, request: FastifyRequest, reply: FastifyReply, { search, lang, trouble }: Shown): FastifyReply {
  const language = languageOf(lang);
  const opened = openSigning(simulator, search);
  if ('problem' in opened) return problemPage(reply, opened, language);
  const say = words(language);
  const { call, request: asked } = opened;
  const body = html`<section class="card"><p class="soft center">${call.merchant.name}</p><h1 class="center">${say('开通自动扣款', 'Agree to automatic payments')}</h1>
${asked.rule && html`<p class="amount">¥${yuanOf(asked.rule.singleAmountFen)}</p><p class="soft center">${say('单次最高扣款金额', 'at most, each time')}</p>`}
<dl><dt>${say('收款商户', 'Merchant')}</dt><dd>${call.merchant.name}</dd><dt>${say('扣款场景', 'Scene')}</dt><dd>${asked.signScene}</dd>${asked.rule && ruleTerms(asked.rule, language)}${asked.externalAgreementNo && html`<dt>${say('商户协议号', 'Agreement')}</dt><dd>${asked.externalAgreementNo}</dd>`}</dl></section>
<section class="card"><form method="post" action="/h5/sign"><input type="hidden" name="search" value="${search}"><input type="hidden" name="lang" value="${language}">${payerFields(simulator.world, currentUser(simulator.world, request), language)}${trouble && html`<p class="alert" role="alert">${trouble}</p>`}
<button class="main" name="action" value="confirm">${say('同意协议并签约', 'Agree and sign')}</button><button class="plain" name="action" value="cancel" formnovalidate>${say('取消', 'Cancel')}</button></form></section>`;
  const other = new URLSearchParams(search);
  other.set('lang', say('en', 'zh'));
  const page = { title: say('签约代扣', 'Sign'), language, body, otherLanguage: `/h5/sign?${other}` };
  return sendPage(reply, page, trouble ? 422 : 200);
}

function ruleTerms(rule: PeriodRule, language: Language): Html {
  const say = words(language);
  const unit = rule.periodType === 'MONTH' ? say('个月', 'month(s)') : say('天', 'days');
  return html`<dt>${say('首次扣款日', 'First payment')}</dt><dd>${rule.executeTime}</dd><dt>${say('扣款周期', 'Period')}</dt><dd>${say('每', 'every')} ${rule.period} ${unit}</dd>
${rule.totalPayments !== undefined && html`<dt>${say('扣款次数', 'Number of payments')}</dt><dd>${rule.totalPayments} ${say('次', '')}</dd>`}${rule.totalAmountFen !== undefined && html`<dt>${say('累计最高金额', 'In total at most')}</dt><dd>¥${yuanOf(rule.totalAmountFen)}</dd>`}`;
}

async function finishSigning(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as SignForm;
  const language = languageOf(form.lang);
  const say = words(language);
  const search = form.search ?? '';
  const opened = openSigning(simulator, search);
  if ('problem' in opened) return problemPage(reply, opened, language);
  const again = (trouble: string) => showSigning(simulator, request, reply, { search, lang: form.lang, trouble });
  if (form.action === 'cancel') return ended(reply, search, { language, status: '6001' });
  const user = chosenUser(simulator.world, form);
  if (!user) return again(say('账号不存在', 'No such account'));
  rememberUser(reply, user);
  const wrong = wrongPassword(user, form.password ?? '');
  if (wrong) {
    await simulator.commit(wrong);
    return again(say(`支付密码错误，已错误 ${user.wrongPasswords + 1} 次`, `Wrong password, ${user.wrongPasswords + 1} so far`));
  }
  const result = await sign(simulator, opened, user.userId);
  if (result.outcome === 'numberTaken') return again(say('商户协议号已被使用', 'The agreement number is taken'));
  if (result.outcome === 'tooManyAgreements') return again(say('与该商户的签约数量已达上限', 'Too many agreements with this merchant'));
  return ended(reply, search, { language, status: '7000' });
}

/** Signs for a person whose password was right, or who needs none (control API). */
export async function sign(simulator: Simulator, opened: Exclude<Opened, { problem: unknown }>, userId: string): Promise<SigningResult> {
  const { call, request } = opened;
  const done = simulator.begin();
  const user = simulator.world.users.get(userId)!;
  const result = signAgreement(
    simulator.world,
    { merchant: call.merchant, user, request, notifyUrl: call.notifyUrl },
    simulator.clock.now(),
  );
  await simulator.commit(result.events);
  done();
  return result;
}

/** ALIPAY §5.1: resultStatus 7000 signed, 6001 cancelled; the notify or a query is the proof, never this. */
function ended(reply: FastifyReply, search: string, { language, status }: { language: Language; status: '7000' | '6001' }): FastifyReply {
  const say = words(language);
  const page =
    status === '7000'
      ? { kind: 'good' as const, title: say('签约成功', 'Signed') }
      : { kind: 'no' as const, title: say('已取消签约', 'Cancelled') };
  return (
    goBack(reply, returnUrlOf(search), { resultStatus: status }) ??
    sendPage(reply, outcomePage(language, { ...page, text: say('请返回商户页面', 'Go back to the merchant') }))
  );
}

/** ALIPAY §5.1: missing rule fields are shown on the page; there is no API error. */
function problemPage(reply: FastifyReply, { problem }: Extract<Opened, { problem: unknown }>, language: Language): FastifyReply {
  const say = words(language);
  const kinds = { missing: say('缺少参数', 'missing'), invalid: say('参数不合法', 'not valid'), refused: say('请求被拒绝', 'refused') };
  return sendPage(
    reply,
    outcomePage(language, {
      kind: 'error',
      title: say('请求数据错误', 'Request data error'),
      text: say('商户的签约请求有误，请联系商户', 'The merchant’s request cannot be shown'),
      details: `${kinds[problem.problem]}: ${problem.field}`,
    }),
    400,
  );
}
