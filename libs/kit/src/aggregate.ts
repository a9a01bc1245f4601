import type { OutboxEntry } from './outbox-entry.ts';

/** What every stored aggregate has. The document is the transaction (ARCHITECTURE, rule 1). */
export interface Aggregate {
  _id: string;
  merchantId: string;
  /** Counts the writes; every decision guards on it. */
  version: number;
  /** Which stored shape this is; `upgrade` lifts older ones. */
  schema: number;
  /** Business time at which this aggregate wants to be worked on; absent = nothing is due. */
  nextActionAt?: Date;
}

/** A domain fact: past tense, one member of a union told apart by `type`. */
export interface Fact {
  type: string;
}

/** What is stored beside the state; never seen by the domain. */
export interface Stored {
  outbox?: OutboxEntry[];
  /** Real time since which the outbox is not empty. */
  outboxSince?: Date;
  /** Real time until which one relay holds the outbox. */
  outboxLeaseUntil?: Date;
  /** Real time until which one worker holds the due work. */
  leaseUntil?: Date;
}
export type { ClaimedOutbox, OutboxEntry, OutboxSource } from './outbox-entry.ts';
