import { REASONS } from '../../gateway/src/reason-list.ts';

/** How an API says no. */
export interface Manner {
  /** Reason and Chinese sentence of a refusal's body; throws when it is none. */
  read(body: unknown): { reason: string; sentence: string };
  /** The sentence that is listed for a reason. */
  listed(reason: string): string | undefined;
}

export const GATEWAY_MANNER: Manner = {
  read(body) {
    const { reason, message } = body as { reason: string; message: { zh: string } };
    return { reason, sentence: message.zh };
  },
  listed: (reason) => (Object.hasOwn(REASONS, reason) ? REASONS[reason]?.zh : undefined),
};

/** What is wrong with an answer to bad input; undefined when it is a refusal as it should be, or, where allowed, no refusal at all. */
export function problemOf({ status, text }: { status: number; text: string }, manner: Manner, mayPass: boolean): string | undefined {
  if (status >= 500) return `failed with ${status}: ${text.slice(0, 200)}`;
  if (status < 400) return mayPass ? undefined : `was taken with ${status}`;
  try {
    const { reason, sentence } = manner.read(JSON.parse(text));
    const listed = manner.listed(reason);
    if (listed === undefined) return `${status} with the unlisted reason ${reason}`;
    return sentence === listed && /\p{Script=Han}/u.test(sentence) ? undefined : `${reason} is said as '${sentence}'`;
  } catch {
    return `${status} without a reason: ${text.slice(0, 200)}`;
  }
}

/** Works through a list with a few hands at a time, and answers in its order. */
export async function eachOf<T, R>(list: readonly T[], work: (one: T) => Promise<R>, hands = 6): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) results[at] = await work(list[at]!);
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return results;
}
