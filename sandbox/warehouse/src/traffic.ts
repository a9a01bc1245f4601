/** One request that came in or one push that went out. */
export interface Message {
  direction: 'request' | 'push';
  warehouse: string;
  what: string;
  answer: string;
  /** Business time. */
  atMs: number;
}

/** The newest messages, for people who look at the page. Not the judge of anything, so it lives in memory. */
export class Traffic {
  readonly #newest: Message[] = [];

  note(message: Message): void {
    this.#newest.push(message);
    if (this.#newest.length > 500) this.#newest.shift();
  }

  list(warehouse: string | undefined, limit: number): Message[] {
    return this.#newest
      .filter((message) => warehouse === undefined || message.warehouse === warehouse)
      .slice(-limit)
      .reverse();
  }
}
