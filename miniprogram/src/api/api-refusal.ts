import type { Refused, Sentence } from './model';

/** A "no" from the gateway: a listed reason and a sentence in both languages. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly reason: string;
  readonly sentence: Sentence | undefined;

  constructor(status: number, body: Partial<Refused>) {
    super(body.reason ?? `HTTP_${status}`);
    this.status = status;
    this.reason = body.reason ?? `HTTP_${status}`;
    this.sentence = body.message;
  }
}

/** No answer came: offline, a broken line, or a time-out. */
export class NoAnswer extends Error {
  readonly reason = 'NO_ANSWER';
}
