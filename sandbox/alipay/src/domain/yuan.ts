/** Amounts are whole fen inside, yuan with two decimals on the wire (ALIPAY §4). */
export function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The fen of a yuan text such as `129`, `129.0` or `129.00`; undefined where the text is none. */
export function fenOf(yuan: string): number | undefined {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(yuan);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** 0.01 to 100,000,000.00 yuan (ALIPAY §4, `alipay.trade.create`). */
export function isTradeAmount(fen: number | undefined): fen is number {
  return fen !== undefined && fen >= 1 && fen <= 10_000_000_000;
}
