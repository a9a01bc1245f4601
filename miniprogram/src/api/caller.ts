import type { Incoming, Outgoing } from '@/adapters/platform-port';
import { ApiRefusal, NoAnswer } from './api-refusal';
import type { Intents } from './intents';
import type { Session } from './model';
import type { Answer, Input, Method, Operation, PathOf } from './shapes';

const BASE = '/api/v1';
/** Pauses before the program itself tries again; the request keeps its idempotency key. */
const PAUSES_MS = [400, 1500];
const TIMEOUT_MS = 15_000;
const OUT_OF_REACH = new Set([502, 503, 504]);
/** 409 is mostly a refusal, which stays one; only these pass by themselves. */
const PASSING = new Set(['CONFLICT', 'REQUEST_IN_PROGRESS']);

interface Rest {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

export interface CallerParts {
  origin: string;
  send: (request: Outgoing) => Promise<Incoming>;
  sleep: (ms: number) => Promise<void>;
  intents: Intents;
  sessions: { current(): Session | undefined; renew(expired: string): Promise<Session | undefined> };
}

const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isWorthAnotherTry = ({ status, body }: Incoming): boolean =>
  OUT_OF_REACH.has(status) || (status === 409 && PASSING.has((parse(body) as { reason?: string } | undefined)?.reason ?? ''));

export const addressOf = (origin: string, template: string, { path = {}, query = {} }: Rest): string => {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return origin + BASE + filled + (search ? `?${search}` : '');
};

/** The one door to the gateway: typed by the contract, with session, idempotency key and a second try. */
export const createCaller = (parts: CallerParts) => {
  const once = async (request: Outgoing): Promise<Incoming> => {
    const token = parts.sessions.current()?.accessToken;
    const withToken = (value: string | undefined) =>
      value ? { ...request, headers: { ...request.headers, Authorization: `Bearer ${value}` } } : request;
    const answer = await parts.send(withToken(token));
    if (answer.status !== 401 || !token) return answer;
    const renewed = await parts.sessions.renew(token);
    return renewed ? parts.send(withToken(renewed.accessToken)) : answer;
  };

  const persist = async (request: Outgoing, tries = 0): Promise<Incoming> => {
    const answer = await once(request).catch(() => undefined);
    const pause = PAUSES_MS[tries];
    if (answer && (!isWorthAnotherTry(answer) || pause === undefined)) return answer;
    if (pause === undefined) throw new NoAnswer();
    await parts.sleep(pause);
    return persist(request, tries + 1);
  };

  const call = async <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: Input<Operation<M, P>>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<Answer<Operation<M, P>>> => {
    const rest = input as Rest;
    const operation = `${method} ${path}`;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (rest.body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'get') headers['Idempotency-Key'] = parts.intents.keyFor(operation, rest);
    const answer = await persist({
      method: method.toUpperCase() as Outgoing['method'],
      url: addressOf(parts.origin, path, rest),
      headers,
      body: rest.body === undefined ? undefined : JSON.stringify(rest.body),
      timeoutMs,
    });
    if (answer.status < 500 && !isWorthAnotherTry(answer)) parts.intents.answered(operation, rest);
    if (answer.status >= 400) throw new ApiRefusal(answer.status, (parse(answer.body) ?? {}) as object);
    return parse(answer.body) as Answer<Operation<M, P>>;
  };
  return call;
};
