import type {
  Incoming,
  LogInStep,
  Outgoing,
  PayingStep,
  Platform,
  SignatureCanvas,
  SigningStep,
  Socket,
  SocketEvents,
} from './platform-port';

interface Call {
  success?: (result: never) => void;
  fail?: (result: never) => void;
  [option: string]: unknown;
}

interface Observer {
  relativeToViewport(margins: object): Observer;
  observe(id: string, callback: (seen: { intersectionRatio: number }) => void): void;
  disconnect(): void;
}

declare const my: Record<string, (options: Call | string | (() => void)) => unknown> & {
  onSocketMessage(listener: (message: { data: string }) => void): void;
  createIntersectionObserver(): Observer;
  createSelectorQuery(): { select(id: string): { node(): { exec(done: (found: { node: SignatureCanvas }[]) => void): void } } };
};

const ORIGIN = process.env.TARO_APP_ORIGIN ?? '';
const SHOP = process.env.TARO_APP_SHOP ?? '';

/** Status 4xx and 5xx arrive as failures in Alipay; they are answers here. Text, because an empty answer is no JSON. */
const send = ({ method, url, headers, body, timeoutMs }: Outgoing): Promise<Incoming> =>
  new Promise((resolve, reject) => {
    const answered = (result: { status?: number; data?: unknown }) => {
      if (typeof result.status !== 'number') return reject(new Error('no answer'));
      resolve({ status: result.status, body: typeof result.data === 'string' ? result.data : JSON.stringify(result.data ?? '') });
    };
    my.request!({ url, method, headers, data: body, dataType: 'text', timeout: timeoutMs, success: answered, fail: answered });
  });

/** Alipay holds one socket for the whole program, so a new one takes the place of the last. */
const openSocket = (path: string, events: SocketEvents): Socket => {
  let open = true;
  const closed = () => {
    if (!open) return;
    open = false;
    events.onClose();
  };
  my.offSocketOpen?.(() => undefined);
  my.offSocketMessage?.(() => undefined);
  my.offSocketClose?.(() => undefined);
  my.onSocketOpen!(() => open && events.onOpen());
  my.onSocketMessage((message) => open && events.onText(message.data));
  my.onSocketClose!(closed);
  my.connectSocket!({ url: ORIGIN.replace(/^http/, 'ws') + path, fail: closed });
  return {
    send: (text) => my.sendSocketMessage!({ data: text }),
    close: () => {
      open = false;
      my.closeSocket!({});
    },
  };
};

const logIn = (): Promise<LogInStep> =>
  new Promise((resolve) => {
    my.getAuthCode!({
      scopes: 'auth_base',
      success: ({ authCode }: { authCode?: string }) => resolve(authCode ? { step: 'code', authCode } : { step: 'cancelled' }),
      fail: () => resolve({ step: 'cancelled' }),
    });
  });

/** The server encodes the string as Alipay wants it. '7000' signed, '6001' cancelled; any other end is asked of the server. */
const signMandate = ({ signStr }: { signStr: string }): Promise<SigningStep> =>
  new Promise((resolve) => {
    my.paySignCenter!({
      signStr,
      success: ({ resultStatus }: { resultStatus?: string | number }) =>
        resolve(String(resultStatus) === '6001' ? 'cancelled' : 'returned'),
      fail: ({ resultStatus }: { resultStatus?: string | number }) => resolve(String(resultStatus) === '6001' ? 'cancelled' : 'returned'),
    });
  });

/** '9000' paid, '6001' cancelled; any other end is asked of the server. */
const pay = ({ payNo }: { payNo: string }): Promise<PayingStep> =>
  new Promise((resolve) => {
    const done = ({ resultCode }: { resultCode?: string | number }) => resolve(String(resultCode) === '6001' ? 'cancelled' : 'returned');
    my.tradePay!({ tradeNO: payNo, success: done, fail: done });
  });

const openPdf = ({ url, headers }: { url: string; headers: Record<string, string> }): Promise<void> =>
  new Promise((resolve, reject) => {
    my.downloadFile!({
      url,
      header: headers,
      success: ({ apFilePath }: { apFilePath: string }) =>
        my.openDocument!({ filePath: apFilePath, fileType: 'pdf', success: () => resolve(), fail: () => reject(new Error('cannot open')) }),
      fail: () => reject(new Error('cannot download')),
    });
  });

const askForMessages = (templateIds: string[]): Promise<string[]> =>
  new Promise((resolve) => {
    my.requestSubscribeMessage!({
      entityIds: templateIds,
      success: (answer: { behavior?: string; result?: { subscribedEntityIds?: string[] } }) =>
        resolve(answer.behavior === 'subscribe' ? (answer.result?.subscribedEntityIds ?? templateIds) : []),
      fail: () => resolve([]),
    });
  });

const whenSeen = (id: string, seen: () => void) => {
  const watch = my.createIntersectionObserver();
  watch.relativeToViewport({}).observe(`#${id}`, ({ intersectionRatio }) => intersectionRatio > 0 && seen());
  return () => watch.disconnect();
};

const signatureCanvas = (id: string): Promise<SignatureCanvas> =>
  new Promise((resolve, reject) => {
    my.createSelectorQuery()
      .select(`#${id}`)
      .node()
      .exec((found) => (found[0]?.node ? resolve(found[0].node) : reject(new Error('no canvas'))));
  });

/** The mini-program inside Alipay: its own log-in, signing centre and documents. */
export const platform: Platform = {
  name: 'alipay',
  shop: () => SHOP,
  origin: () => ORIGIN,
  send,
  openSocket,
  alone: (_name, work) => work(),
  logIn,
  land: () => undefined,
  landedCode: () => '',
  signMandate,
  pay,
  returnUrl: () => '',
  openPdf,
  askForMessages,
  whenSeen,
  signatureCanvas,
  call: (phone) => my.makePhoneCall!({ number: phone }),
  setLanguage: () => undefined,
};
