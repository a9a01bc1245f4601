import type { FastifyReply, FastifyRequest } from 'fastify';
import { userNamed } from '../domain/accounts.ts';
import { maskedLogonId } from '../domain/numbers.ts';
import type { User, World } from '../domain/world.ts';
import { type Html, html } from './html.ts';
import { type Language, words } from './layout.ts';

const COOKIE = 'alipay_sandbox_user';
const SHOWN = 30;

/** Who is logged in to the simulated Alipay in this browser. */
export function currentUser(world: World, request: FastifyRequest): User | undefined {
  const cookie = request.headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(`${COOKIE}=`));
  return cookie === undefined ? undefined : world.users.get(cookie.slice(COOKIE.length + 1));
}

export function rememberUser(reply: FastifyReply, user: User): void {
  reply.header('set-cookie', `${COOKIE}=${user.userId}; Path=/h5; HttpOnly; SameSite=Lax`);
}

/** The person a form names: by the typed log-in where there is one, else by the choice. */
export function chosenUser(world: World, form: { user?: string; logon_id?: string }): User | undefined {
  const typed = form.logon_id?.trim();
  return userNamed(world, typed || (form.user ?? ''));
}

/** The choice of accounts; the current one first. */
export function userChoices(world: World, current: User | undefined, language: Language): Html {
  const say = words(language);
  const others = [...world.users.values()].filter((user) => user !== current).slice(0, SHOWN);
  const listed = current ? [current, ...others] : others;
  const choices = listed.map(
    (user, index) =>
      html`<label class="choice"><input type="radio" name="user" value="${user.userId}" ${index === 0 && html`checked`}><span class="face" aria-hidden="true">${user.name.slice(0, 1)}</span><span>${user.name}<br><span class="soft">${maskedLogonId(user.logonId)}</span></span></label>`,
  );
  return html`<div role="radiogroup" aria-label="${say('选择账号', 'Choose an account')}">${choices}</div><label class="field">${say('或输入登录账号（手机号）', 'or type a log-in (phone number)')}<input type="text" name="logon_id" autocomplete="off" inputmode="tel"></label>`;
}

/** Who pays, as a list to choose from, and the password. */
export function payerFields(world: World, current: User | undefined, language: Language): Html {
  const say = words(language);
  const others = [...world.users.values()].filter((user) => user !== current).slice(0, SHOWN);
  const listed = current ? [current, ...others] : others;
  const options = listed.map((user) => html`<option value="${user.userId}">${user.name} ${maskedLogonId(user.logonId)}</option>`);
  return html`<label class="field">${say('支付宝账号', 'Alipay account')}<select name="user">${options}</select></label>${passwordField(language)}${passwordHint(listed[0], language)}`;
}

export function passwordField(language: Language): Html {
  const say = words(language);
  return html`<label class="field">${say('支付密码（6 位数字）', 'Payment password (6 digits)')}<input class="pin" type="password" name="password" inputmode="numeric" maxlength="6" autocomplete="off"></label>`;
}

export function passwordHint(user: User | undefined, language: Language): Html {
  const say = words(language);
  if (!user) return html``;
  return html`<p class="hint">${say('沙箱提示', 'Sandbox hint')}：${user.name} ${say('的支付密码是', 'has the payment password')} ${user.password}</p>`;
}
