/** Keys of one form or button: the same for the same input until it succeeded, so that a retry is never a second deed. */
export const intents = (fresh: () => string) => {
  let open: { input: string; key: string } | undefined;
  return {
    keyFor(input: unknown): string {
      const text = JSON.stringify(input) ?? '';
      if (open?.input !== text) open = { input: text, key: fresh() };
      return open.key;
    },
    done(): void {
      open = undefined;
    },
  };
};
