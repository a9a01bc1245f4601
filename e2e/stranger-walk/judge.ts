/** What happened when a stranger repeated the call of an owner. */
export interface Attempt {
  /** Whether the operation is meant for this kind of person at all. */
  meant: boolean;
  /** Whether it answers with a list. */
  list: boolean;
  /** Path, query and body as they were sent. */
  request: string;
  status: number;
  answer: string;
}

const CLOSED = new Set([401, 403, 404]);

/**
 * What is wrong with the answer to a stranger; undefined when he got nothing.
 *
 * A door is closed with 401, 403 or 404. A list may open with none of the owner's ids in it, whatever it was asked for.
 * Where the request names nothing that is the owner's (`GET /me`), the stranger acts on what is his own: any answer but a
 * failure is right, as long as none of the owner's ids is in it.
 */
export function problemOf({ meant, list, request, status, answer }: Attempt, owned: ReadonlySet<string>): string | undefined {
  if (CLOSED.has(status)) return leak(answer, request, owned);
  if (!meant) return `answered ${status} to somebody it is not meant for`;
  if (status >= 500) return `failed with ${status}`;
  const leaked = leak(answer, '', owned);
  if (leaked) return `${status}: ${leaked}`;
  if (list && status === 200) return undefined;
  const named = [...owned].find((id) => request.includes(id));
  return named === undefined ? undefined : `answered ${status} although the request names ${named}, which is somebody else's`;
}

/** An id of the owner that is in the answer and that the stranger did not know. */
function leak(answer: string, known: string, owned: ReadonlySet<string>): string | undefined {
  const id = [...owned].find((one) => answer.includes(one) && !known.includes(one));
  return id === undefined ? undefined : `tells ${id}`;
}

const ID_KEY = /(?:Id|No|Ids|Nos|Hash|Token|Keys)$/;
/** Names that everybody may know: what a shop shows, and what is the same for all. */
const SHARED_KEYS = new Set(['merchantId', 'petId', 'skuId', 'templateId', 'pictureKeys', 'nextPageToken']);
const SHORTEST_ID = 8;

/** The ids in an owner's answer: what a stranger must never be told. */
export function idsIn(answer: unknown, key = ''): string[] {
  if (Array.isArray(answer)) return answer.flatMap((one) => idsIn(one, key));
  if (typeof answer === 'object' && answer !== null) return Object.entries(answer).flatMap(([name, one]) => idsIn(one, name));
  // Without a digit it is a word, such as the name of a service.
  const isId = typeof answer === 'string' && answer.length >= SHORTEST_ID && /\d/.test(answer) && ID_KEY.test(key) && !SHARED_KEYS.has(key);
  return isId ? [answer] : [];
}
