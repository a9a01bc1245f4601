/** Fen as people read money: 12900 → '¥129.00', -154800 → '-¥1,548.00'. The only place where fen become text. */
export const yuan = (fen: number): string => {
  const cents = Math.abs(fen);
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${whole}.${String(cents % 100).padStart(2, '0')}`;
};

/** A movement: the sign is always said. */
export const signedYuan = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));

/** Basis points as percent: 1000 → '10%'. */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

/** Yuan as typed into a field → whole fen, rounded to the fen. */
export const fenOfYuan = (amount: number): number => Math.round(amount * 100);

/** Grams as kilograms with at most two decimals: 3450 → '3.45 kg'. */
export const kilograms = (grams: number): string => `${Math.round(grams / 10) / 100} kg`;
