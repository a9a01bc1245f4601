const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const randomKey = () => Array.from({ length: 26 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]).join('');

/**
 * The idempotency keys of what the person wants and has no final answer to yet. The same wish with the same content
 * keeps its key until it is answered, whether it is tried again by the program or tapped again by the person, so a
 * lost answer never becomes a second application, signature or pause. Other content is another wish.
 */
export const createIntents = (newKey: () => string = randomKey) => {
  const open = new Map<string, string>();
  const wishOf = (operation: string, input: unknown) => `${operation} ${JSON.stringify(input ?? null)}`;
  return {
    keyFor(operation: string, input: unknown): string {
      const wish = wishOf(operation, input);
      const key = open.get(wish) ?? newKey();
      open.set(wish, key);
      return key;
    },
    answered(operation: string, input: unknown): void {
      open.delete(wishOf(operation, input));
    },
  };
};

export type Intents = ReturnType<typeof createIntents>;
