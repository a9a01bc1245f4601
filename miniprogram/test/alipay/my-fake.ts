import { ANSWERS, Refused } from '../mock/answers.ts';
import type { JourneyState } from '../mock/journey-state.ts';
import { templateOf } from '../mock/template.ts';

/** A call of the program to Alipay, as the fake saw it. */
export interface Seen {
  name: string;
  detail: unknown;
}

interface Options {
  success?: (result: object) => void;
  fail?: (result: object) => void;
  complete?: (result: object) => void;
  [option: string]: unknown;
}

const LEGIBLE = 'url tradeNO signStr scopes entityIds number'.split(' ');

/** The gateway as `my.request` meets it: 4xx and 5xx arrive at `fail`, and the body is text. */
const answerRequest = (state: JourneyState, options: Options) => {
  const url = new URL(String(options.url));
  const { template, id } = templateOf(url.pathname.slice('/api/v1'.length));
  const operation = `${options.method} ${template}`;
  const headers = options.headers as Record<string, string>;
  const refuse = (status: number, reason: string) => ({
    ok: false,
    status,
    data: JSON.stringify({ reason, message: { zh: reason, en: reason } }),
  });
  if (template.startsWith('/me') && !headers.Authorization) return refuse(401, 'SESSION_UNKNOWN');
  try {
    const body = options.data ? JSON.parse(String(options.data)) : {};
    const answer = ANSWERS[operation]?.({ state, id, query: url.searchParams, body });
    return { ok: true, status: 200, data: answer === undefined ? '' : JSON.stringify(answer) };
  } catch (error) {
    return refuse(error instanceof Refused ? error.status : 500, (error as Error).message);
  }
};

/** A pen that remembers only that it drew. */
const canvasNode = () => ({
  width: 0,
  height: 0,
  getContext: () => ({ beginPath() {}, moveTo() {}, lineTo() {}, stroke() {}, clearRect() {} }),
  toDataURL: () => `data:image/png;base64,${'iVBORw0KGgo'.padEnd(200, 'A')}`,
});

const selectorQuery = () => {
  const found: unknown[] = [];
  const query = {
    select: () => query,
    selectAll: () => query,
    in: () => query,
    node: () => found.push({ node: canvasNode() }) && query,
    boundingClientRect: (done?: (box: object) => void) => {
      const box = { left: 0, top: 0, width: 340, height: 220 };
      found.push(box);
      done?.(box);
      return query;
    },
    exec: (done?: (all: unknown[]) => void) => done?.(found),
  };
  return query;
};

/** What Alipay offers a mini-program, as far as this one uses it; every call is written down. */
export const fakeMy = (state: JourneyState, seen: Seen[], navigate: (how: string, url: string) => void) => {
  const storage = new Map<string, unknown>();
  const later = (work: () => void) => setTimeout(work, 0);
  const note = (name: string, options: Options) =>
    seen.push({ name, detail: LEGIBLE.map((key) => options[key]).find((value) => value !== undefined) });
  const resolving =
    (name: string, result: (options: Options) => object) =>
    (options: Options = {}) => {
      note(name, options);
      later(() => {
        options.success?.(result(options));
        options.complete?.({});
      });
    };
  const going = (how: string) => (options: Options) => {
    note(how, options);
    navigate(how, String(options.url));
    later(() => options.success?.({}));
  };
  const request = (options: Options) => {
    note('request', options);
    later(() => {
      const { ok, ...result } = answerRequest(state, options);
      if (ok) options.success?.(result);
      else options.fail?.({ error: 19, ...result });
    });
    return { abort() {} };
  };
  const system = { windowWidth: 375, windowHeight: 667, pixelRatio: 2, platform: 'iOS', language: 'zh-Hans' };
  return {
    canIUse: () => true,
    SDKVersion: '2.9.0',
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getStorageSync: ({ key }: { key: string }) => ({ data: storage.get(key) ?? null }),
    setStorageSync: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
    removeStorageSync: ({ key }: { key: string }) => storage.delete(key),
    createSelectorQuery: selectorQuery,
    createIntersectionObserver: () => {
      const observer = {
        relativeToViewport: () => observer,
        observe: (_id: string, callback: (seen: object) => void) => later(() => callback({ intersectionRatio: 1 })),
        disconnect() {},
      };
      return observer;
    },
    request,
    navigateTo: going('navigateTo'),
    redirectTo: going('redirectTo'),
    switchTab: going('switchTab'),
    navigateBack: resolving('navigateBack', () => ({})),
    getAuthCode: resolving('getAuthCode', () => ({ authCode: 'alipay-code' })),
    paySignCenter: resolving('paySignCenter', () => {
      state.mandateSigned();
      return { resultStatus: '7000' };
    }),
    tradePay: resolving('tradePay', () => ({ resultCode: '9000' })),
    requestSubscribeMessage: resolving('requestSubscribeMessage', (options) => ({
      behavior: 'subscribe',
      result: { subscribedEntityIds: options.entityIds },
    })),
    setNavigationBar: resolving('setNavigationBar', () => ({})),
    setTabBarItem: resolving('setTabBarItem', () => ({})),
    makePhoneCall: resolving('makePhoneCall', () => ({})),
    downloadFile: resolving('downloadFile', () => ({ apFilePath: 'file://agreement.pdf' })),
    openDocument: resolving('openDocument', () => ({})),
    setClipboard: resolving('setClipboard', () => ({})),
    showToast: resolving('showToast', () => ({})),
    connectSocket: (options: Options) => note('connectSocket', options),
    sendSocketMessage() {},
    closeSocket() {},
    onSocketOpen() {},
    onSocketMessage() {},
    onSocketClose() {},
    offSocketOpen() {},
    offSocketMessage() {},
    offSocketClose() {},
    onError() {},
    onUnhandledRejection() {},
  };
};
