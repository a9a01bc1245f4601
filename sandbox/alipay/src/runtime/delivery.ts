import { type Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Delivered {
  ok: boolean;
  answer: string;
}

/**
 * Posts one form and says whether it was taken: HTTP 200 with exactly the seven characters `success` (ALIPAY §2).
 * A connection that the receiver had closed while it lay idle is tried once more: nothing was delivered on it.
 */
export async function postForm(url: string, form: Record<string, string>, how: { agent: Agent; timeoutMs: number }): Promise<Delivered> {
  const body = new URLSearchParams(form).toString();
  const first = await postOnce(url, body, how);
  if (first !== 'staleConnection') return first;
  const second = await postOnce(url, body, how);
  return second === 'staleConnection' ? { ok: false, answer: 'connection reset' } : second;
}

function postOnce(url: string, body: string, how: { agent: Agent; timeoutMs: number }): Promise<Delivered | 'staleConnection'> {
  const { promise, resolve } = Promise.withResolvers<Delivered | 'staleConnection'>();
  const secure = url.startsWith('https:');
  try {
    const outgoing = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: secure ? undefined : how.agent,
        signal: AbortSignal.timeout(how.timeoutMs),
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve({ ok: false, answer: 'answer broken off' }));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ ok: response.statusCode === 200 && text === 'success', answer: `${response.statusCode} ${text.slice(0, 80)}` });
        });
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      resolve(stale ? 'staleConnection' : { ok: false, answer: error.code ?? error.message });
    });
    outgoing.end(body);
  } catch (error) {
    resolve({ ok: false, answer: error instanceof Error ? error.message : 'not an address' });
  }
  return promise;
}
