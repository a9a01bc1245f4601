import Taro from '@tarojs/taro';
import { platform } from '@/adapters/platform';
import { ApiRefusal } from './api-refusal';
import { createCaller } from './caller';
import { createIntents } from './intents';
import type { Session } from './model';
import { createSessions, type SessionStore } from './session';

const KEY = `petpact.session.${platform.shop()}`;

const store: SessionStore = {
  read: () => Taro.getStorageSync<Session | ''>(KEY) || undefined,
  write: (session) => (session ? Taro.setStorageSync(KEY, session) : Taro.removeStorageSync(KEY)),
};

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const intents = createIntents();

/** Rotation has no session of its own: the refresh token in the body is the proof. */
const anonymous = createCaller({
  origin: platform.origin(),
  send: platform.send,
  sleep,
  intents,
  sessions: { current: () => undefined, renew: async () => undefined },
});

export const sessions = createSessions({
  store,
  alone: platform.alone,
  rotate: async (refreshToken) => {
    try {
      return { rotated: await anonymous('post', '/sessions/refresh', { body: { refreshToken } }) };
    } catch (error) {
      return error instanceof ApiRefusal && error.status < 500 ? 'refused' : 'noAnswer';
    }
  },
});

export const call = createCaller({ origin: platform.origin(), send: platform.send, sleep, intents, sessions });

/** The shop this program belongs to, as a path parameter. */
export const shop = platform.shop();

/** Pictures come as addresses of the gateway. */
export const pictureUrl = (address: string | undefined): string =>
  address?.startsWith('/') ? platform.origin() + address : (address ?? '');
