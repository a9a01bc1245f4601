import type { Incoming, LogInStep, Outgoing, Platform, SignatureCanvas, Socket, SocketEvents } from './platform-port';

const LEFT = 'petpact.log-in';

const english = () => document.documentElement.lang === 'en';

const base = () => `${window.location.origin}/s/${platform.shop()}/`;

const send = async ({ method, url, headers, body, timeoutMs }: Outgoing): Promise<Incoming> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(url, { method, headers, body, signal: abort.signal });
    return { status: response.status, body: await response.text() };
  } finally {
    clearTimeout(timer);
  }
};

const openSocket = (path: string, events: SocketEvents): Socket => {
  const socket = new WebSocket(window.location.origin.replace(/^http/, 'ws') + path);
  socket.onopen = events.onOpen;
  socket.onmessage = (message) => events.onText(String(message.data));
  socket.onclose = events.onClose;
  return { send: (text) => socket.send(text), close: () => socket.close() };
};

const logIn = async ({ authUrl, goOn }: { authUrl: string; goOn: string }): Promise<LogInStep> => {
  const state = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(LEFT, JSON.stringify({ state, goOn }));
  const url = new URL(authUrl, window.location.origin);
  url.searchParams.set('redirect_uri', base());
  url.searchParams.set('state', state);
  if (english()) url.searchParams.set('lang', 'en');
  window.location.assign(url);
  return { step: 'away' };
};

let landed = '';

/**
 * Where the address wants to go on. A code counts only with the `state` this tab sent away, and goes on in memory, never in
 * an address: a link that carried one would log its reader in as whoever wrote it.
 */
const landingRoute = (query: URLSearchParams): string | undefined => {
  const authCode = query.get('auth_code');
  const goOn = query.get('go');
  if (goOn?.startsWith('/pages/'))
    return `${goOn}&result=${encodeURIComponent(query.get('resultStatus') ?? query.get('resultCode') ?? '')}`;
  if (!authCode && !query.has('error')) return undefined;
  const left = JSON.parse(sessionStorage.getItem(LEFT) ?? 'null') as { state: string; goOn: string } | null;
  sessionStorage.removeItem(LEFT);
  landed = left !== null && left.state === query.get('state') ? (authCode ?? '') : '';
  return `/pages/login/index?${landed ? '' : 'cancelled=1&'}next=${encodeURIComponent(left?.goOn ?? '')}`;
};

const land = () => {
  const route = landingRoute(new URLSearchParams(window.location.search));
  if (route) window.history.replaceState(null, '', `${window.location.pathname}#${route}`);
};

const landedCode = () => {
  const code = landed;
  landed = '';
  return code;
};

const openPdf = async ({ url, headers, fileName }: { url: string; headers: Record<string, string>; fileName: string }) => {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const whenSeen = (id: string, seen: () => void) => {
  const watch = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) seen();
  });
  const element = document.getElementById(id);
  if (element) watch.observe(element);
  return () => watch.disconnect();
};

const signatureCanvas = async (id: string): Promise<SignatureCanvas> => {
  const canvas = document.getElementById(id);
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
  return canvas;
};

/** The mini-program in a browser: Alipay's pages are reached by going there and coming back. */
export const platform: Platform = {
  name: 'h5',
  shop: () => decodeURIComponent(/^\/s\/([^/]+)/.exec(window.location.pathname)?.[1] ?? ''),
  origin: () => '',
  send,
  openSocket,
  alone: async (name, work) => (navigator.locks ? await navigator.locks.request(name, work) : work()),
  logIn,
  land,
  landedCode,
  signMandate: async ({ signUrl }) => {
    window.location.assign(english() ? `${signUrl}&lang=en` : signUrl);
    return 'away';
  },
  pay: async ({ payUrl }) => {
    // Alipay's cashier for browsers is the simulator's; outside it payments are made in the mini-program.
    if (!payUrl) throw new Error('no cashier for browsers');
    window.location.assign(english() ? `${payUrl}&lang=en` : payUrl);
    return 'away';
  },
  returnUrl: (route) => `${base()}?go=${encodeURIComponent(route)}`,
  openPdf,
  askForMessages: async (templateIds) => templateIds,
  whenSeen,
  signatureCanvas,
  call: (phone) => window.location.assign(`tel:${phone}`),
  setLanguage: (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  },
};
