import type { Schemas } from '@petpact/api/client';
import { percent, yuan } from '../../format/money.ts';
import type { Texts } from '../../i18n/texts.ts';

/** Runs of numbers in words: 1, 2, 3, 7 → 第 1–3 期、第 7 期. */
export const sayPeriods = (periods: readonly number[], { ending: words }: Texts): string => {
  const runs: [number, number][] = [];
  for (const period of [...periods].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && last[1] === period - 1) last[1] = period;
    else runs.push([period, period]);
  }
  return runs.map(([from, to]) => words.period(from, to)).join(words.and);
};

/** The lines of a settlement that come to something: name, sum, and what it is made of. */
export const linesOf = (settlement: Schemas['Settlement'], amountFen: number, t: Texts): [name: string, sum: string, of: string][] => {
  const { lines, share } = t.ending;
  const { refundFen, refundPeriods, keptFen, keptPeriods, inFlightPeriod, cancelledFen, cancelledPeriods } = settlement;
  const { feeFen, feeBp, compensationFen, compensationBp } = settlement;
  const all: [string, number, string][] = [
    [lines.refund, refundFen, sayPeriods(refundPeriods, t)],
    [lines.inFlight, inFlightPeriod === 0 ? 0 : amountFen, sayPeriods(inFlightPeriod === 0 ? [] : [inFlightPeriod], t)],
    [lines.kept, keptFen, sayPeriods(keptPeriods, t)],
    [lines.cancelled, cancelledFen, sayPeriods(cancelledPeriods, t)],
    [lines.fee, feeFen, share(percent(feeBp), yuan(cancelledFen))],
    [lines.compensation, compensationFen, share(percent(compensationBp), yuan(refundFen))],
  ];
  return all.filter(([, fen]) => fen > 0).map(([name, fen, of]) => [name, yuan(fen), of]);
};
