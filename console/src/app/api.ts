import { createApi } from '@petpact/api/client';
import { operatorSession, staffSession, type WatchedSession } from './session.ts';

const BASE = '/api/v1';

/**
 * Tabs share one session, and a refresh token works once: a second tab that rotates at the same moment would look like a
 * thief and end the session. So tabs rotate one after the other, and the later one takes what the first has got.
 */
const oneTabRotates =
  (name: string, session: WatchedSession) =>
  async (request: Request): Promise<Response> => {
    if (!request.url.endsWith('/sessions/refresh') || !navigator.locks) return fetch(request);
    const { refreshToken } = (await request.clone().json()) as { refreshToken: string };
    return navigator.locks.request(`petpact.${name}.rotation`, async () => {
      const current = session.read();
      if (current && current.refreshToken !== refreshToken) {
        return new Response(JSON.stringify(current), { status: 201, headers: { 'content-type': 'application/json' } });
      }
      const response = await fetch(request);
      if (response.ok) session.write(await response.clone().json());
      return response;
    });
  };

const clientOf = (name: string, session: WatchedSession) =>
  createApi({ baseUrl: BASE, sessions: session, fetch: oneTabRotates(name, session) as typeof globalThis.fetch });

export const staffApi = clientOf('staff', staffSession);
export const operatorApi = clientOf('operator', operatorSession);
