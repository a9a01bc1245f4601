import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { userNamed } from '../domain/accounts.ts';
import { unsignByUser } from '../domain/agreement-manage.ts';
import { dateTimeOf } from '../domain/civil-date.ts';
import type { Agreement, User, World } from '../domain/world.ts';
import { yuanOf } from '../domain/yuan.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { html } from './html.ts';
import { type Language, languageOf, sendPage, words } from './layout.ts';
import { currentUser, rememberUser, userChoices } from './people.ts';

/** A person's automatic payments, and how to end one: Alipay tells the app gateway, no notify_url (ALIPAY §2). */
export function agreementRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.get('/h5/agreements', (request, reply) => {
    const { user: name, logon_id: typed, lang } = request.query as { user?: string; logon_id?: string; lang?: string };
    const named = typed?.trim() || name;
    const user = named === undefined ? currentUser(world, request) : userNamed(world, named);
    return user ? showAgreements(world, reply, user, languageOf(lang)) : askUser(world, reply, languageOf(lang));
  });
  server.post('/h5/agreements/unsign', (request, reply) => unsign(simulator, request, reply));
}

function askUser(world: World, reply: FastifyReply, language: Language): FastifyReply {
  const say = words(language);
  const body = html`<section class="card"><h1>${say('自动扣款', 'Automatic payments')}</h1><form method="get" action="/h5/agreements"><input type="hidden" name="lang" value="${language}">${userChoices(world, undefined, language)}<button class="main">${say('查看', 'Show')}</button></form></section>`;
  return sendPage(reply, {
    title: say('自动扣款', 'Automatic payments'),
    language,
    body,
    otherLanguage: `/h5/agreements?lang=${say('en', 'zh')}`,
  });
}

function showAgreements(world: World, reply: FastifyReply, user: User, language: Language): FastifyReply {
  const say = words(language);
  rememberUser(reply, user);
  const agreements = (world.agreementsOfUser.get(user.userId) ?? []).map((no) => world.agreements.get(no)!).reverse();
  const cards = agreements.map((agreement) => agreementCard(world, agreement, language));
  const body = html`<section class="card"><h1>${say('自动扣款', 'Automatic payments')}</h1><p class="soft">${user.name} · ${say('余额', 'balance')} ¥${yuanOf(user.funds.balance)}</p>${agreements.length === 0 && html`<p>${say('还没有签约的自动扣款。', 'No automatic payments yet.')}</p>`}</section>${cards}`;
  return sendPage(reply, {
    title: say('自动扣款', 'Automatic payments'),
    language,
    body,
    otherLanguage: `/h5/agreements?user=${user.userId}&lang=${say('en', 'zh')}`,
  });
}

function agreementCard(world: World, agreement: Agreement, language: Language) {
  const say = words(language);
  const merchant = world.merchants.get(agreement.authAppId)!;
  const active = agreement.status === 'NORMAL';
  return html`<section class="card"><h2>${merchant.name} <span class="small ${active ? 'good' : 'soft'}">${active ? say('已开通', 'active') : say('已关闭', 'ended')}</span></h2>
<dl><dt>${say('签约时间', 'Signed')}</dt><dd>${dateTimeOf(agreement.signTime)}</dd>${agreement.rule && html`<dt>${say('单次最高', 'At most')}</dt><dd>¥${yuanOf(agreement.rule.singleAmountFen)}</dd>`}${active && agreement.nextDate && html`<dt>${say('下次扣款日', 'Next payment')}</dt><dd>${agreement.nextDate}</dd>`}<dt>${say('已扣款', 'Paid')}</dt><dd>${agreement.paidCount} ${say('次', 'times')}, ¥${yuanOf(agreement.paidFen)}</dd></dl>
${active && html`<form method="post" action="/h5/agreements/unsign"><input type="hidden" name="agreement_no" value="${agreement.agreementNo}"><input type="hidden" name="lang" value="${language}"><button class="plain" aria-label="${say('关闭扣款', 'End payments')}: ${merchant.name}">${say('关闭扣款', 'End payments')}</button></form>`}</section>`;
}

async function unsign(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as { agreement_no?: string; lang?: string };
  const agreement = simulator.world.agreements.get(form.agreement_no ?? '');
  if (!agreement) return reply.code(404).send({ code: 'NOT_FOUND', message: 'No such agreement.' });
  const done = simulator.begin();
  await simulator.commit(unsignByUser(simulator.world, agreement, simulator.clock.now()));
  done();
  return reply.redirect(`/h5/agreements?user=${agreement.userId}&lang=${languageOf(form.lang)}`, 303);
}
