import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.ts';
import { STYLE } from './style.ts';

export type Language = 'zh' | 'en';

export function languageOf(value: unknown): Language {
  return value === 'en' ? 'en' : 'zh';
}

/** Picks the wording. */
export function words(language: Language): (zh: string, en: string) => string {
  return (zh, en) => (language === 'en' ? en : zh);
}

export interface Page {
  title: string;
  language: Language;
  body: Html;
  /** Address of the same page in the other language. */
  otherLanguage?: string;
  wide?: boolean;
}

export function sendPage(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
    .header('cache-control', 'no-store')
    .send(printPage(page).text);
}

function printPage({ title, language, body, otherLanguage, wide }: Page): Html {
  const say = words(language);
  const switcher = otherLanguage && html`<a href="${otherLanguage}" hreflang="${say('en', 'zh')}">${say('English', '中文')}</a>`;
  return html`<!doctype html>
<html lang="${say('zh-CN', 'en')}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · ${say('模拟支付宝', 'Alipay simulator')}</title><style>${STYLE}</style></head>
<body><header class="${wide ? 'wide-bar' : ''}"><div class="bar"><span class="brand"><span class="logo" aria-hidden="true">模</span>${say('模拟支付宝', 'Alipay simulator')} <span class="mark">${say('沙箱', 'sandbox')}</span></span>${switcher || ''}</div></header>
<main class="${wide ? 'wide' : ''}">${body}</main>
<footer>${say('这是模拟环境，不会发生真实扣款，与支付宝无关。', 'This is a simulation. No real money moves; not affiliated with Alipay.')}</footer></body></html>`;
}

/** A page that says how something ended. */
export function outcomePage(
  language: Language,
  outcome: { kind: 'good' | 'no' | 'error'; title: string; text: string; details?: string },
): Page {
  const sign = {
    good: html`<div class="sign" aria-hidden="true">✓</div>`,
    no: html`<div class="sign no" aria-hidden="true">–</div>`,
    error: html`<div class="sign err" aria-hidden="true">!</div>`,
  };
  const body = html`<section class="card center" role="${outcome.kind === 'error' ? 'alert' : 'status'}">${sign[outcome.kind]}<h1>${outcome.title}</h1><p class="soft">${outcome.text}</p>${outcome.details && html`<p class="small soft">${outcome.details}</p>`}</section>`;
  return { title: outcome.title, language, body };
}

/** Back to where the customer came from; a page of our own where there is no such place. */
export function goBack(reply: FastifyReply, returnUrl: string | undefined, result: Record<string, string>): FastifyReply | undefined {
  if (returnUrl === undefined) return undefined;
  const address = URL.parse(returnUrl);
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') return undefined;
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value);
  return reply.redirect(address.href, 303);
}
