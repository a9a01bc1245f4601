import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { Conflict, Refusal, type RefusalKind, Unavailable } from './refusal.ts';

/** An rpc failed in a way that no rule explains: a fault here or there, never the business saying no. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  readonly code: status;

  constructor(code: status, rpc: string, text: string) {
    super(`${rpc}: ${status[code] ?? code} ${text}`);
    this.code = code;
  }
}

type Status = Pick<StatusObject, 'code' | 'details' | 'metadata'>;

const CODE_OF_KIND: Record<RefusalKind, status> = {
  notFound: status.NOT_FOUND,
  invalid: status.INVALID_ARGUMENT,
  precondition: status.FAILED_PRECONDITION,
  denied: status.PERMISSION_DENIED,
};

const KIND_OF_CODE = new Map(Object.entries(CODE_OF_KIND).map(([kind, code]) => [code, kind as RefusalKind]));

/** What goes over the wire for an error; a fault of ours says nothing of itself. */
export function statusOfError(error: unknown): Status {
  const metadata = new Metadata();
  if (error instanceof Refusal) {
    metadata.set('reason', error.reason);
    metadata.set('details-bin', Buffer.from(JSON.stringify(error.details)));
    return { code: CODE_OF_KIND[error.kind], details: error.reason, metadata };
  }
  if (error instanceof Conflict) return { code: status.ABORTED, details: 'changed by someone else', metadata };
  if (error instanceof Unavailable) return { code: status.UNAVAILABLE, details: 'a dependency does not answer', metadata };
  return { code: status.INTERNAL, details: '', metadata };
}

/** The error a caller sees for a status that came back. A call that ran out of time is Unavailable: it may have been done. */
export function errorOfStatus(rpc: string, answer: Status): Error {
  const reason = answer.metadata.get('reason')[0];
  const kind = KIND_OF_CODE.get(answer.code);
  if (kind && reason !== undefined) return new Refusal(String(reason), kind, detailsOf(answer.metadata));
  switch (answer.code) {
    case status.ABORTED:
      return new Conflict(rpc);
    case status.UNAVAILABLE:
    case status.DEADLINE_EXCEEDED:
    case status.CANCELLED:
    case status.RESOURCE_EXHAUSTED:
      return new Unavailable(`${rpc}: ${status[answer.code]}`);
    default:
      return new RpcFailure(answer.code, rpc, answer.details);
  }
}

function detailsOf(metadata: Metadata): Record<string, string> {
  const bytes = metadata.get('details-bin')[0];
  if (!Buffer.isBuffer(bytes)) return {};
  try {
    return JSON.parse(bytes.toString()) as Record<string, string>;
  } catch {
    return {};
  }
}
