/** How a refusal is told to the caller; the kit maps each kind to one gRPC status. */
export type RefusalKind = 'notFound' | 'invalid' | 'precondition' | 'denied';

/**
 * The one business error: a rule said no. `reason` is UPPER_SNAKE and part of the rpc's contract;
 * `details` carry ids, amounts and states, never a personal field.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: string;
  readonly kind: RefusalKind;
  readonly details: Record<string, string>;

  constructor(reason: string, kind: RefusalKind, details: Record<string, string> = {}) {
    super(reason);
    this.reason = reason;
    this.kind = kind;
    this.details = details;
  }
}

/** Somebody else changed the aggregate first. Loading and deciding again may succeed (gRPC ABORTED). */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** Something this process depends on does not answer; whether the work was done is unknown (gRPC UNAVAILABLE). */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
