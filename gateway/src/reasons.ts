import { REASONS } from './reason-list.ts';

export interface Sentence {
  zh: string;
  en: string;
}

const UNLISTED: Sentence = {
  zh: '这个操作现在无法完成，请稍后再试或联系店铺。',
  en: 'This cannot be done right now. Please try again later or contact the shop.',
};

/** What a person reads for a reason code. */
export const sentenceOf = (reason: string): Sentence => REASONS[reason] ?? UNLISTED;

const STATUS_BY_REASON: Record<string, number> = {
  LOG_IN_REFUSED: 401,
  AUTH_CODE_REFUSED: 401,
  SESSION_UNKNOWN: 401,
  SESSION_REVOKED: 401,
  SESSION_EXPIRED: 401,
  TOO_MANY_ATTEMPTS: 429,
  REQUEST_ID_REUSED: 422,
};

const STATUS_BY_KIND = { notFound: 404, invalid: 400, precondition: 409, denied: 403 } as const;

/** The HTTP status of a refusal. */
export const statusOf = (refusal: { reason: string; kind: keyof typeof STATUS_BY_KIND }): number =>
  STATUS_BY_REASON[refusal.reason] ?? STATUS_BY_KIND[refusal.kind];
