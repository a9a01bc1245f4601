import { hash, verify } from '@node-rs/argon2';
import type { Alipay } from '@petpact/alipay/alipay';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import type { AlipayLogIn, Passwords } from './ports.ts';

/** OWASP's floor for argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argon2Passwords: Passwords = {
  hash: (password) => hash(password, ARGON2ID),
  verify: (stored, password) => verify(stored, password),
};

/** Log-in through Alipay: the code becomes an open id at the shop's own app. */
export function alipayLogIn(alipay: Alipay): AlipayLogIn {
  return {
    async exchange(appAuthToken, authCode) {
      const answer = await alipay.exchangeAuthCode(appAuthToken, authCode);
      if (answer.outcome === 'unknown') throw new Unavailable('Alipay did not answer the log-in');
      if (answer.outcome === 'refused') throw new Refusal('AUTH_CODE_REFUSED', 'denied', { code: answer.code });
      const openId = answer.openId ?? answer.userId;
      if (openId === undefined) throw new Refusal('AUTH_CODE_REFUSED', 'denied');
      const info = await alipay.userInfo(appAuthToken, answer.accessToken);
      // The nickname is a courtesy: without it the log-in stands all the same.
      return { openId, nickname: info.outcome === 'succeeded' ? (info.nickName ?? '') : '' };
    },
  };
}
