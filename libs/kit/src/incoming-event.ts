import type { BusMessage, IncomingEvent } from './bus.ts';
import type { Caller } from './caller.ts';

/** A message that is no event of ours: nobody can handle it, however often it is tried. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

/** Reads the CloudEvents headers, the aggregate's version and the caller. The caller is a record here: its age is not checked. */
export function incomingEvent(message: BusMessage): IncomingEvent {
  const header = (name: string): string => {
    const value = message.headers[name];
    if (!value) throw new MalformedEvent(`no header ${name}`);
    return value;
  };
  const time = new Date(header('ce_time'));
  const version = Number(header('version'));
  if (Number.isNaN(time.getTime())) throw new MalformedEvent('ce_time is no instant');
  if (!Number.isSafeInteger(version)) throw new MalformedEvent('version is no number');
  return {
    ...message,
    eventId: header('ce_id'),
    type: header('ce_type'),
    source: header('ce_source'),
    time,
    version,
    caller: callerOf(header('caller')),
  };
}

function callerOf(text: string): Caller {
  let caller: Partial<Caller> | null;
  try {
    caller = JSON.parse(text) as Partial<Caller> | null;
  } catch {
    throw new MalformedEvent('caller is no JSON');
  }
  if (!caller?.merchantId || !caller.actor?.kind || !caller.actor.id || !caller.requestId) throw new MalformedEvent('caller is incomplete');
  return caller as Caller;
}
