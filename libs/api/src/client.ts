import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from '../gen/schema.ts';

/** The shapes of gateway/openapi.yaml. */
export type Schemas = components['schemas'];
export type Api = Client<paths>;

/** Where a front end keeps its session between visits. */
export interface SessionStore {
  read(): Schemas['Session'] | undefined;
  write(session: Schemas['Session'] | undefined): void;
}

/** A refusal by the gateway: a listed reason and a sentence in both languages. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly reason: string;
  readonly sentence: { zh: string; en: string };
  readonly details: Record<string, string>;
  constructor(status: number, body: Partial<Schemas['Error']>) {
    super(body.reason ?? `HTTP_${status}`);
    this.status = status;
    this.reason = body.reason ?? `HTTP_${status}`;
    this.sentence = body.message ?? { zh: '服务暂时不可用，请稍后再试。', en: 'The service is not available just now. Please try again.' };
    this.details = (body.details ?? {}) as Record<string, string>;
  }
}

/**
 * The gateway's client. Sends the access token, rotates it once when it has run out
 * (several calls that meet an expired token share one rotation) and repeats the call.
 * Every write needs an `Idempotency-Key` header: make one per intent with `newIntent`
 * and keep it on each retry.
 */
export const createApi = (o: { baseUrl: string; sessions: SessionStore; fetch?: typeof globalThis.fetch }): Api => {
  const send = o.fetch ?? ((request: Request) => globalThis.fetch(request));
  const client = createClient<paths>({ baseUrl: o.baseUrl, fetch: send as (request: Request) => Promise<Response> });
  let rotation: Promise<Schemas['Session'] | undefined> | undefined;

  const rotate = async (refreshToken: string): Promise<Schemas['Session'] | undefined> => {
    const { data, response } = await client.POST('/sessions/refresh', {
      params: { header: { 'Idempotency-Key': newIntent() } },
      body: { refreshToken },
    });
    if (data) o.sessions.write(data);
    else if (response.status === 401) o.sessions.write(undefined);
    return data;
  };

  const copies = new WeakMap<Request, Request>();
  const session: Middleware = {
    onRequest({ request, schemaPath }) {
      if (schemaPath === '/sessions/refresh') return request;
      const token = o.sessions.read()?.accessToken;
      if (token) request.headers.set('Authorization', `Bearer ${token}`);
      copies.set(request, request.clone());
      return request;
    },
    async onResponse({ request, response, schemaPath }) {
      const current = o.sessions.read();
      const again = copies.get(request);
      if (response.status !== 401 || !current || !again || schemaPath === '/sessions/refresh') return response;
      const alreadyRotated = again.headers.get('Authorization') !== `Bearer ${current.accessToken}`;
      rotation ??= (alreadyRotated ? Promise.resolve(current) : rotate(current.refreshToken)).finally(() => {
        rotation = undefined;
      });
      const next = await rotation;
      if (!next) return response;
      again.headers.set('Authorization', `Bearer ${next.accessToken}`);
      return send(again);
    },
  };
  client.use(session);
  return client;
};

/** A fresh Idempotency-Key: one per intent of a person, kept on every retry of it. */
export const newIntent = (): string => {
  const bytes = new Uint8Array(16);
  globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The data of an answer; throws `ApiRefusal` for a refusal. */
export const unwrap = async <T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> => {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw new ApiRefusal(response.status, (error ?? {}) as Partial<Schemas['Error']>);
};
