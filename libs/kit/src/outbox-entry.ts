/**
 * One fact on its way to the topic, kept inside the aggregate it tells of until it is published.
 * `headers` are the event's headers, ready to send: ce_specversion, ce_id, ce_type, ce_source, ce_time (CloudEvents binary mode),
 * `version` of the aggregate, `merchant_id`, `caller` (JSON of Caller) and, inside a trace, `traceparent`.
 */
export interface OutboxEntry {
  /** `<id>:<version>:<n>`: publishing again gives the same event. */
  eventId: string;
  type: string;
  /** The aggregate's id: events of one aggregate stay in order. */
  key: string;
  payload: Uint8Array;
  headers: Record<string, string>;
}

/** What one relay took from one aggregate: every entry it held, oldest first. */
export interface ClaimedOutbox {
  id: string;
  entries: OutboxEntry[];
}

/** The relay's view of a store. Reads across merchants and hands out nothing but ids and entries. */
export interface OutboxSource {
  readonly topic: string;
  readonly collection: { readonly name: string };
  /** Calls the listener after each write of this process. */
  onWrite(listener: (written: { entries: number }) => void): void;
  /**
   * Takes aggregates with unpublished facts, longest waiting first; nobody else gets them until `pullOutbox`
   * or the end of the lease (real time).
   */
  claimOutboxAcrossMerchants(claim: { limit: number; leaseMs: number }): Promise<ClaimedOutbox[]>;
  /** Removes what was published, oldest first and without gaps, and ends the claim; with no ids it only ends the claim. */
  pullOutbox(id: string, eventIds: readonly string[]): Promise<void>;
  /** Whether any aggregate holds unpublished facts, claimed ones included. */
  hasOutboxAcrossMerchants(): Promise<boolean>;
}
