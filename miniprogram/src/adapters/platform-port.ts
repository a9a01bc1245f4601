/** One HTTP exchange; `body` is JSON text both ways. */
export interface Outgoing {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

export interface Incoming {
  status: number;
  body: string;
}

export interface SocketEvents {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

/** How a log-in at Alipay went on: with a code at once, away to another page, or not at all. */
export type LogInStep = { step: 'code'; authCode: string } | { step: 'away' } | { step: 'cancelled' };

/** How a visit to Alipay's signing page ended, as far as the client knows; only a query proves a mandate. */
export type SigningStep = 'returned' | 'away' | 'cancelled';

/** How a visit to the cashier ended, as far as the client knows; only a notify or a query proves a payment. */
export type PayingStep = 'returned' | 'away' | 'cancelled';

export interface SignatureCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
  toDataURL(type: string): string;
}

/**
 * Everything that differs between Alipay and the browser. Each target has its own file (`platform.alipay.ts`,
 * `platform.h5.ts`); nothing else in the program names `my`, `window` or `document`.
 */
export interface Platform {
  name: 'alipay' | 'h5';
  /** The slug of the shop whose program this is. */
  shop(): string;
  /** Scheme and host of the gateway, '' where the page itself comes from it. */
  origin(): string;
  /** Rejects only when no answer came; every HTTP status is an answer. */
  send(request: Outgoing): Promise<Incoming>;
  openSocket(path: string, events: SocketEvents): Socket;
  /** Runs `work` while no other page of this browser runs work of the same name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Starts a log-in; the browser leaves for `authUrl` and remembers where to go on. */
  logIn(input: { authUrl: string; goOn: string }): Promise<LogInStep>;
  /** Called before the first page: an address that Alipay's pages sent the browser back to becomes the page it means. */
  land(): void;
  /** The code of a log-in that this program itself began, once; '' where there is none. Never from an address: anybody can write one. */
  landedCode(): string;
  signMandate(input: { signStr: string; signUrl: string }): Promise<SigningStep>;
  /** Opens Alipay's cashier for a trade. */
  pay(input: { payNo: string; payUrl: string }): Promise<PayingStep>;
  /** Where Alipay's pages send a browser back to. */
  returnUrl(route: string): string;
  openPdf(input: { url: string; headers: Record<string, string>; fileName: string }): Promise<void>;
  /** Asks for leave to send messages by these templates; the ids that were granted. */
  askForMessages(templateIds: string[]): Promise<string[]>;
  /** Calls back once the element is in sight, at once where it already is; returns the way to stop. */
  whenSeen(id: string, seen: () => void): () => void;
  signatureCanvas(id: string): Promise<SignatureCanvas>;
  call(phone: string): void;
  setLanguage(language: 'zh' | 'en'): void;
}
