/** Fen as people read money: 12900 → '¥129.00', 154800 → '¥1,548.00'. The only place where fen become text. */
export const yuan = (fen: number): string => {
  const sign = fen < 0 ? '-' : '';
  const cents = Math.abs(fen);
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}¥${whole}.${String(cents % 100).padStart(2, '0')}`;
};

/** Grams as kilograms with at most one decimal: 3450 → '3.5 kg'. */
export const kilograms = (grams: number): string => `${Math.round(grams / 100) / 10} kg`;

/** Basis points as percent: 1000 → '10%'. */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`;
