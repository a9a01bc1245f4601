import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type BehaviourWish, readBehaviour } from '../control/behaviours.ts';
import { type LogQuery, notifiesOf, requestsOf } from '../control/logs.ts';
import { changeUser } from '../domain/accounts.ts';
import { CALL_KINDS, NOTIFY_KINDS } from '../domain/behaviour.ts';
import { dateTimeOf } from '../domain/civil-date.ts';
import { METHODS } from '../domain/methods.ts';
import { fenOf, yuanOf } from '../domain/yuan.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { type Html, html } from './html.ts';
import { type Language, languageOf, sendPage, words } from './layout.ts';

const SHOWN = 50;
const LINKS = [
  'app',
  'merchants',
  'users',
  'switches',
  'behaviours',
  'requests',
  'notifies',
  'books/trades',
  'books/agreements',
  'books/refunds',
  'books/money',
  'books/messages',
  'work',
];

/** `/sandbox`: what happened, and what shall go wrong next. */
export function controlPage(server: FastifyInstance, simulator: Simulator): void {
  server.get('/sandbox', (request, reply) => showControl(simulator, reply, request.query as LogQuery & { lang?: string }));
  server.post('/sandbox/page/users', (request, reply) => setUser(simulator, request, reply));
  server.post('/sandbox/page/behaviours', (request, reply) => setBehaviour(simulator, request, reply));
  server.post('/sandbox/page/behaviours/clear', async (request, reply) => {
    await simulator.commit([...simulator.world.behaviours.keys()].map((behaviourId) => ({ type: 'behaviourRemoved', behaviourId })));
    return back(request, reply);
  });
}

function back(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sandbox?lang=${languageOf((request.body as { lang?: string } | undefined)?.lang)}`, 303);
}

async function setUser(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as { user?: string; balance?: string; score?: string };
  const user = simulator.world.users.get(form.user ?? '');
  const balanceFen = fenOf(form.balance ?? '');
  const score = form.score === '' ? null : Number(form.score);
  if (user && balanceFen !== undefined && (score === null || (score >= 350 && score <= 950)))
    await simulator.commit(changeUser(user, { balanceFen, zhimaScore: score }).events);
  return back(request, reply);
}

async function setBehaviour(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = request.body as Record<string, string>;
  const wish = {
    kind: form.kind,
    method: form.method,
    user: form.user || undefined,
    merchant: form.merchant || undefined,
    times: Number(form.times || 1),
  };
  const behaviour = readBehaviour(simulator.world, wish as BehaviourWish);
  if (!('problem' in behaviour)) await simulator.commit([{ type: 'behaviour', behaviour, sequence: simulator.world.sequence + 1 }]);
  return back(request, reply);
}

function showControl(simulator: Simulator, reply: FastifyReply, query: LogQuery & { lang?: string }): FastifyReply {
  const language = languageOf(query.lang);
  const say = words(language);
  const body = html`<section class="card"><h1>${say('控制台', 'Control')}</h1><p class="soft">${say('业务时间', 'Business time')} ${dateTimeOf(simulator.clock.now())}</p><nav class="links" aria-label="JSON">${LINKS.map((link) => html`<a href="/sandbox/${link}">${link}</a>`)}<a href="/h5/agreements?lang=${language}">${say('自动扣款页', 'automatic payments')}</a></nav></section>
${behaviourCard(simulator, language)}${userCard(simulator, language)}${moneyCard(simulator, language)}${filterCard(query, language)}${requestCard(simulator, query, language)}${notifyCard(simulator, query, language)}`;
  return sendPage(reply, {
    title: say('控制台', 'Control'),
    language,
    body,
    otherLanguage: `/sandbox?lang=${say('en', 'zh')}`,
    wide: true,
  });
}

function behaviourCard({ world }: Simulator, language: Language): Html {
  const say = words(language);
  const option = (value: string, text = value) => html`<option value="${value}">${text}</option>`;
  const users = [...world.users.values()].slice(0, SHOWN).map((user) => option(user.userId, user.name));
  const merchants = [...world.merchants.values()].map((merchant) => option(merchant.authAppId, merchant.name));
  const set = [...world.behaviours.values()].map(
    (one) =>
      html`<li>${one.kind} · ${one.method} · ${world.users.get(one.userId ?? '')?.name ?? say('任何人', 'anyone')} · ${world.merchants.get(one.authAppId ?? '')?.name ?? say('任何商户', 'any merchant')} · ×${one.remaining}</li>`,
  );
  const lang = html`<input type="hidden" name="lang" value="${language}">`;
  return html`<section class="card"><h2>${say('下一次调用出什么问题', 'What goes wrong next')}</h2><form class="row" method="post" action="/sandbox/page/behaviours">${lang}
<label class="field">${say('行为', 'Behaviour')}<select name="kind">${[...CALL_KINDS, ...NOTIFY_KINDS].map((kind) => option(kind))}</select></label>
<label class="field">${say('方法', 'Method')}<select name="method">${option('*')}${[...METHODS.keys(), 'trade_status_sync', 'dut_user_sign', 'dut_user_unsign'].map((name) => option(name))}</select></label>
<label class="field">${say('用户', 'User')}<select name="user">${option('', say('任何人', 'anyone'))}${users}</select></label><label class="field">${say('商户', 'Merchant')}<select name="merchant">${option('', say('任何商户', 'any merchant'))}${merchants}</select></label>
<label class="field">${say('次数', 'Times')}<input type="number" name="times" value="1" min="1" max="1000"></label><button class="main">${say('设定', 'Set')}</button></form>
${set.length > 0 && html`<ul>${set}</ul><form method="post" action="/sandbox/page/behaviours/clear">${lang}<button class="plain small">${say('全部清除', 'Clear all')}</button></form>`}</section>`;
}

function userCard({ world }: Simulator, language: Language): Html {
  const say = words(language);
  const rows = [...world.users.values()]
    .slice(0, SHOWN)
    .map(
      (user) =>
        html`<tr><td>${user.name}</td><td>${user.logonId}</td><td><form class="row" method="post" action="/sandbox/page/users"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="user" value="${user.userId}"><label class="field">${say('余额（元）', 'Balance (yuan)')}<input type="text" name="balance" inputmode="decimal" value="${yuanOf(user.funds.balance)}"></label><label class="field">${say('芝麻分（空=无）', 'Zhima score (empty = none)')}<input type="text" name="score" inputmode="numeric" value="${user.zhimaScore ?? ''}"></label><button class="plain small">${say('保存', 'Save')}</button></form></td><td>${user.password}</td><td>${user.wrongPasswords}</td></tr>`,
    );
  return html`<section class="card"><h2>${say('用户', 'Users')}</h2><div class="scroll"><table><thead><tr><th>${say('姓名', 'Name')}</th><th>${say('账号', 'Log-in')}</th><th>${say('资金与信用', 'Money and credit')}</th><th>${say('密码', 'Password')}</th><th>${say('错误次数', 'Wrong tries')}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function moneyCard({ world }: Simulator, language: Language): Html {
  const say = words(language);
  const rows = [...world.merchants.values()].map(
    (one) =>
      html`<tr><td>${one.name}</td><td>${one.authAppId}</td><td>${one.sellerId}</td><td>¥${yuanOf(one.paidFen)}</td><td>¥${yuanOf(one.refundedFen)}</td><td>¥${yuanOf(one.balanceFen)}</td></tr>`,
  );
  return html`<section class="card"><h2>${say('商户资金', 'Merchants’ money')}</h2><div class="scroll"><table><thead><tr><th>${say('商户', 'Merchant')}</th><th>App</th><th>Seller</th><th>${say('收款', 'Received')}</th><th>${say('退款', 'Refunded')}</th><th>${say('余额', 'Balance')}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function filterCard(query: LogQuery, language: Language): Html {
  const say = words(language);
  const field = (name: keyof LogQuery, text: string) =>
    html`<label class="field">${text}<input type="text" name="${name}" value="${query[name] ?? ''}"></label>`;
  return html`<section class="card"><h2>${say('筛选', 'Filter')}</h2><form class="row" method="get" action="/sandbox"><input type="hidden" name="lang" value="${language}">${field('method', say('方法', 'Method'))}${field('type', say('通知类型', 'Notify type'))}${field('out_trade_no', 'out_trade_no')}${field('user', say('用户', 'User'))}${field('merchant', say('商户', 'Merchant'))}<button class="main">${say('查看', 'Show')}</button></form></section>`;
}

/** Empty fields of the filter form mean: any. */
function filled(query: LogQuery): LogQuery {
  return { limit: String(SHOWN), ...Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')) };
}

function requestCard(simulator: Simulator, query: LogQuery, language: Language): Html {
  const say = words(language);
  const rows = requestsOf(simulator, filled(query)).map(
    (one) =>
      html`<tr><td>${dateTimeOf(Date.parse(one.at))}</td><td>${one.method}</td><td>${simulator.world.merchants.get(one.authAppId ?? '')?.name ?? ''}</td><td>${simulator.world.users.get(one.userId ?? '')?.name ?? ''}</td><td>${one.outTradeNo ?? ''}</td><td class="${one.outcome === '10000' ? 'good' : 'bad'}">${one.outcome}</td><td>${one.behaviour ?? ''}</td></tr>`,
  );
  return html`<section class="card"><h2>${say('请求', 'Requests')}</h2><div class="scroll"><table><thead><tr><th>${say('时间', 'Time')}</th><th>${say('方法', 'Method')}</th><th>${say('商户', 'Merchant')}</th><th>${say('用户', 'User')}</th><th>out_trade_no</th><th>${say('结果', 'Outcome')}</th><th>${say('行为', 'Behaviour')}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function notifyCard({ world }: Simulator, query: LogQuery, language: Language): Html {
  const say = words(language);
  const rows = notifiesOf(world, filled(query)).map(
    (one) =>
      html`<tr><td>${dateTimeOf(one.createdAt)}</td><td>${one.type}</td><td>${one.fields.trade_status ?? one.fields.status ?? ''}</td><td>${one.fields.out_trade_no ?? one.about}</td><td class="${one.state === 'delivered' ? 'good' : one.state === 'pending' ? '' : 'bad'}">${one.state}${one.forgery && ` (${one.forgery})`}</td><td>${one.tries.length}</td><td class="wrap">${one.tries.at(-1)?.answer ?? ''}</td></tr>`,
  );
  return html`<section class="card"><h2>${say('通知', 'Notifies')}</h2><div class="scroll"><table><thead><tr><th>${say('时间', 'Time')}</th><th>${say('类型', 'Type')}</th><th>${say('状态', 'Status')}</th><th>${say('关于', 'About')}</th><th>${say('投递', 'Delivery')}</th><th>${say('次数', 'Tries')}</th><th>${say('最后的回答', 'Last answer')}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
