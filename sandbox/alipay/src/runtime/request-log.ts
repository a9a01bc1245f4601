/** One call, page action or notify intake, as the control page shows it. Kept in memory only: the books are the proof. */
export interface LoggedRequest {
  id: number;
  at: string;
  method: string;
  authAppId?: string;
  userId?: string;
  outTradeNo?: string;
  tradeNo?: string;
  agreementNo?: string;
  content: Record<string, unknown>;
  behaviour?: string;
  /** Alipay's code or sub_code, or what happened instead of an answer. */
  outcome: string;
  tookMs: number;
}

/** The newest few thousand requests. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #next = 1;
  #limit: number;

  constructor(limit = 5000) {
    this.#limit = limit;
  }

  add(entry: Omit<LoggedRequest, 'id'>): void {
    this.#entries[(this.#next - 1) % this.#limit] = { id: this.#next, ...entry };
    this.#next += 1;
  }

  /** Newest first. */
  list(matches: (entry: LoggedRequest) => boolean, limit: number): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    for (let id = this.#next - 1; id >= 1 && id >= this.#next - this.#limit && found.length < limit; id--) {
      const entry = this.#entries[(id - 1) % this.#limit]!;
      if (matches(entry)) found.push(entry);
    }
    return found;
  }
}
