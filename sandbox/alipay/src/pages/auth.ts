import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorise } from '../domain/oauth.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { html } from './html.ts';
import { goBack, languageOf, outcomePage, sendPage, words } from './layout.ts';
import { chosenUser, currentUser, rememberUser, userChoices } from './people.ts';

interface AuthQuery {
  app_id?: string;
  redirect_uri?: string;
  scopes?: string;
  state?: string;
  lang?: string;
}

type AuthForm = AuthQuery & { user?: string; logon_id?: string; action?: string };

/** Log-in and authorisation, in the place of `my.getAuthCode` (ALIPAY §3). */
export function authRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.get('/h5/auth', (request, reply) => showAuth(simulator, request, reply, request.query as AuthQuery));
  server.post('/h5/auth', (request, reply) => grantAuth(simulator, request, reply));
}

interface Trouble {
  status: number;
  text: string;
}

function showAuth(simulator: Simulator, request: FastifyRequest, reply: FastifyReply, query: AuthQuery, trouble?: Trouble): FastifyReply {
  const { world } = simulator;
  const language = languageOf(query.lang);
  const say = words(language);
  const merchant = world.merchants.get(query.app_id ?? '');
  if (!merchant || !query.redirect_uri)
    return sendPage(
      reply,
      outcomePage(language, {
        kind: 'error',
        title: say('请求数据错误', 'Request data error'),
        text: say('应用或返回地址不存在', 'No such app, or no return address'),
        details: `app_id=${query.app_id ?? ''}`,
      }),
      400,
    );
  const scopes = scopesOf(query);
  const body = html`<section class="card"><h1>${merchant.name}</h1><p class="soft">${scopes.includes('auth_user') ? say('申请获得你的昵称和支付宝账号标识', 'asks for your nickname and Alipay identity') : say('申请获得你的支付宝账号标识', 'asks for your Alipay identity')}</p>
<form method="post" action="/h5/auth">${hiddenFields(query)}${userChoices(world, currentUser(world, request), language)}${trouble && html`<p class="alert" role="alert">${trouble.text}</p>`}
<button class="main" name="action" value="agree">${say('同意授权并登录', 'Agree and log in')}</button><button class="plain" name="action" value="refuse">${say('拒绝', 'Refuse')}</button></form></section>`;
  const otherLanguage = `/h5/auth?${new URLSearchParams({ ...plainQuery(query), lang: say('en', 'zh') })}`;
  return sendPage(reply, { title: say('登录授权', 'Log in'), language, body, otherLanguage }, trouble?.status);
}

async function grantAuth(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as AuthForm;
  const say = words(languageOf(form.lang));
  const { world } = simulator;
  const state = form.state ?? '';
  const merchant = world.merchants.get(form.app_id ?? '');
  if (!merchant || !form.redirect_uri) return showAuth(simulator, request, reply, form);
  if (form.action === 'refuse')
    return goBack(reply, form.redirect_uri, { error: 'cancelled', state }) ?? showAuth(simulator, request, reply, form);
  const user = chosenUser(world, form);
  if (!user) return showAuth(simulator, request, reply, form, { status: 422, text: say('账号不存在', 'No such account') });
  const scopes = scopesOf(form);
  const { code, events } = authorise(
    user,
    { appId: merchant.authAppId, scopes, lifeMs: world.switches.authCodeLifeMs },
    simulator.moment(),
  );
  await simulator.commit(events);
  rememberUser(reply, user);
  const result = { app_id: merchant.authAppId, scope: scopes.join(','), auth_code: code, state };
  return (
    goBack(reply, form.redirect_uri, result) ??
    showAuth(simulator, request, reply, form, { status: 422, text: say('返回地址无效', 'The return address is not valid') })
  );
}

function scopesOf({ scopes }: AuthQuery): string[] {
  return (scopes || 'auth_base').split(/[,\s]+/).filter(Boolean);
}

function plainQuery({ app_id, redirect_uri, scopes, state, lang }: AuthQuery): Record<string, string> {
  const known = { app_id, redirect_uri, scopes, state, lang };
  return Object.fromEntries(Object.entries(known).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function hiddenFields(query: AuthQuery) {
  return Object.entries(plainQuery(query)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}
