import { Agent, request } from 'node:http';
import type { WorkAnswer } from './domain/stepping.ts';

/** Asks a participant for its work and tells it the time. Neither ever throws: silence is an answer too. */
export interface ParticipantDoor {
  askWork(participant: { name: string; url: string }): Promise<WorkAnswer>;
  /** True when the participant confirmed that it now lives at this offset. */
  tellOffset(participant: { name: string; url: string }, offsetMs: number): Promise<boolean>;
}

/** The door over HTTP, as every service's admin port and every simulator speaks it (README, "Taking part"). */
export function httpDoor(timeoutMs: number): ParticipantDoor {
  // A step asks everybody at least twice, so connections stay open; the agent costs a third of what fetch does.
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    async askWork({ name, url }) {
      try {
        return readWork(name, await exchange({ agent, timeoutMs, url: `${url}/sandbox/work` }));
      } catch (error) {
        return { name, reachable: false, idle: false, nextDueMs: null, activity: 0, busy: [`unreachable: ${reasonOf(error)}`] };
      }
    },
    async tellOffset({ url }, offsetMs) {
      try {
        await exchange({ agent, timeoutMs, url: `${url}/sandbox/clock`, body: JSON.stringify({ offsetMs }) });
        return true;
      } catch {
        return false;
      }
    },
  };
}

function exchange(call: { agent: Agent; timeoutMs: number; url: string; body?: string }): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const outgoing = request(
    call.url,
    {
      agent: call.agent,
      method: call.body === undefined ? 'GET' : 'POST',
      headers: call.body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(call.body) },
      signal: AbortSignal.timeout(call.timeoutMs),
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === undefined || response.statusCode >= 300) return reject(new Error(`answered ${response.statusCode}`));
        try {
          resolve(text === '' ? undefined : JSON.parse(text));
        } catch {
          reject(new Error('answered something else than JSON'));
        }
      });
    },
  );
  outgoing.on('error', reject);
  outgoing.end(call.body);
  return promise;
}

function readWork(name: string, body: unknown): WorkAnswer {
  const { nextDue, idle, activity, busy } = (body ?? {}) as { nextDue?: unknown; idle?: unknown; activity?: unknown; busy?: unknown };
  const nextDueMs = nextDue === null || nextDue === undefined ? null : Date.parse(String(nextDue));
  if (typeof idle !== 'boolean' || typeof activity !== 'number' || Number.isNaN(nextDueMs))
    throw new Error('answered something else than its work');
  return { name, reachable: true, idle, nextDueMs, activity, busy: Array.isArray(busy) ? busy.map(String) : [] };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
