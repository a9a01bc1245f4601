/** An amount of money in whole fen (1/100 yuan). Never a float. */
export type Fen = number & { readonly fen: unique symbol };

/** Brands a whole number of fen; a fraction or an unsafe integer is a programming error, hence a RangeError. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of fen: ${amount}`);
  return (amount === 0 ? 0 : amount) as Fen;
}

/** Reads Alipay's yuan text ('129.00', '129.9', '129'). Anything else, including more than two decimals, is a RangeError. */
export function fenFromYuan(yuan: string): Fen {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match) throw new RangeError(`not an amount in yuan: ${yuan}`);
  const [, sign, whole = '0', decimals = ''] = match;
  const amount = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return fen(sign ? -amount : amount);
}

/** Writes yuan with exactly two decimals, as Alipay wants it. */
export function yuanFromFen(amount: Fen): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Splits a total by weights so that the parts add up to it: every part is rounded down and the fen left over
 * go to the largest remainders, on a tie to the earlier part. All weights zero means equal weights.
 */
export function splitFen(total: Fen, weights: readonly number[]): Fen[] {
  if (weights.length === 0) throw new RangeError('nothing to split between');
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw new RangeError('weights are whole numbers from 0');
  // Products of fen and weights pass 2^53 easily, so the division is done on big integers.
  const even = weights.every((weight) => weight === 0);
  const shares = weights.map((weight) => (even ? 1n : BigInt(weight)));
  const whole = shares.reduce((sum, share) => sum + share, 0n);
  const amount = BigInt(Math.abs(total));
  const parts = shares.map((share, index) => ({ index, part: (amount * share) / whole, remainder: (amount * share) % whole }));
  const left = Number(amount - parts.reduce((sum, { part }) => sum + part, 0n));
  const byRemainder = [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  const sign = total < 0 ? -1 : 1;
  return parts.map(({ index, part }) => fen(sign * (Number(part) + (lucky.has(index) ? 1 : 0))));
}
