/** Everything that can be killed: each kind of process of the platform. */
export const VICTIMS = [
  'billing',
  'store',
  'alipay',
  'fulfillment',
  'kafka',
  'points',
  'warehouse',
  'clock',
  'gateway',
  'contract',
  'account',
  'marketing',
  'catalog',
  'credit',
] as const;
export type Victim = (typeof VICTIMS)[number];
const ON_THE_MONEY_PATH: readonly Victim[] = ['store', 'billing', 'kafka', 'fulfillment', 'points', 'alipay'];

/** A moment inside a step, counted from when the clock began to move. */
export type Moment =
  | { at: 'time'; ms: number }
  /** A simulator wrote its n-th line since then: decided, on the disk, perhaps not yet answered. */
  | { at: 'journal'; of: 'alipay' | 'warehouse'; line: number }
  /** The store holds the n-th document in a state that lasts only while something is under way. */
  | { at: 'document'; of: UnderWay; nth: number };

export const UNDER_WAY = ['charging', 'unpublished payment', 'pending points', 'submitting'] as const;
export type UnderWay = (typeof UNDER_WAY)[number];

export type Fault =
  | { of: 'alipay'; kind: string; method: string; times: number; after: number; delayMs?: number; answer?: 'cut' | 'systemError' }
  | { of: 'warehouse'; kind: 'losesAnswers' | 'pushesTwice' | 'tracksOutOfOrder' | 'down'; value?: string; times: number };

/** What one seed does to the platform while a period passes. */
export interface Plot {
  seed: number;
  /** Killed at the same moment. */
  victims: Victim[];
  moment: Moment;
  /** Real milliseconds from the moment to the kill. */
  laterMs: number;
  /** Real milliseconds for which they stay dead. */
  pauseMs: number;
  faults: Fault[];
}

const CHARGE = 'alipay.trade.pay';
const TRADE_NEWS = 'trade_status_sync';

/** What may go wrong besides; each ends by itself within the period. Delays are business time. */
const FAULTS: readonly ((draw: Draw) => Fault)[] = [
  (draw) => ({ of: 'alipay', kind: 'cutAfterApply', method: CHARGE, times: draw.whole(1, 3), after: draw.whole(0, 3) }),
  (draw) => ({ of: 'alipay', kind: 'cutBeforeApply', method: CHARGE, times: draw.whole(1, 2), after: draw.whole(0, 3) }),
  // Later than the call's timeout and earlier than the settle time, after which "no such trade" is believed.
  (draw) => ({
    of: 'alipay',
    kind: 'applyLate',
    method: CHARGE,
    times: draw.whole(1, 3),
    after: draw.whole(0, 3),
    delayMs: draw.whole(500, 4_000),
    answer: draw.one(['cut', 'systemError']),
  }),
  (draw) => ({ of: 'alipay', kind: 'systemError', method: CHARGE, times: draw.whole(1, 2), after: draw.whole(0, 3) }),
  () => ({ of: 'alipay', kind: 'notifyTwice', method: TRADE_NEWS, times: 6, after: 0 }),
  (draw) => ({ of: 'alipay', kind: 'notifyOutOfOrder', method: TRADE_NEWS, times: draw.whole(2, 6), after: 0 }),
  (draw) => ({ of: 'alipay', kind: 'notifyNone', method: TRADE_NEWS, times: draw.whole(1, 6), after: 0 }),
  (draw) => ({ of: 'warehouse', kind: 'losesAnswers', value: draw.one(['answers500', 'closesConnection']), times: draw.whole(1, 4) }),
  (draw) => ({ of: 'warehouse', kind: 'down', value: draw.one(['answers503', 'refusesConnections']), times: draw.whole(1, 4) }),
  () => ({ of: 'warehouse', kind: 'pushesTwice', times: 20 }),
  () => ({ of: 'warehouse', kind: 'tracksOutOfOrder', times: 6 }),
];

/**
 * The same seed draws the same plot. The first seeds take the victims in turn, so that every kind of process dies at least
 * once, and every second seed takes the faults in turn; later ones may kill two at once.
 */
export function plotOf(seed: number): Plot {
  const draw = new Draw(seed);
  const inTurn = VICTIMS[seed - 1];
  const victim = inTurn ?? ON_THE_MONEY_PATH[seed % ON_THE_MONEY_PATH.length]!;
  const victims = inTurn || draw.whole(0, 1) === 0 ? [victim] : [...new Set([victim, draw.one(VICTIMS)])];
  const faults = seed % 2 === 0 ? [] : [FAULTS[((seed - 1) / 2) % FAULTS.length]!(draw)];
  if (faults.length > 0 && draw.whole(0, 1) === 0) faults.push(draw.one(FAULTS)(draw));
  const laterMs = draw.whole(0, 2) === 0 ? 0 : draw.whole(1, 500);
  return { seed, victims, moment: momentFor(victim, seed, draw), laterMs, pauseMs: draw.whole(0, 2_000), faults };
}

/** Mostly where it hurts: a process dies while it, or its neighbour, is in the middle of something. */
function momentFor(victim: Victim, seed: number, draw: Draw): Moment {
  const nearby = NEAR[victim] ?? UNDER_WAY;
  const kind = (seed * 3) % 10;
  if (kind < 4) return { at: 'document', of: draw.one(nearby), nth: draw.whole(1, 3) };
  if (kind < 7) return { at: 'journal', of: 'alipay', line: draw.whole(1, 10) };
  if (kind < 9) return { at: 'journal', of: 'warehouse', line: draw.whole(1, 15) };
  return { at: 'time', ms: draw.whole(50, 2_500) };
}

const NEAR: Partial<Record<Victim, readonly UnderWay[]>> = {
  billing: ['charging', 'unpublished payment'],
  alipay: ['charging'],
  points: ['pending points', 'unpublished payment'],
  fulfillment: ['submitting', 'unpublished payment'],
  warehouse: ['submitting'],
  kafka: ['unpublished payment'],
};

/** Numbers drawn from a seed (mulberry32): the same on every machine. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) >>> 0;
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  one<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** One line that says all that is needed to run it again. */
export function told({ seed, victims, moment, laterMs, pauseMs, faults }: Plot): string {
  const when =
    moment.at === 'time'
      ? `${moment.ms} ms in`
      : moment.at === 'journal'
        ? `at line ${moment.line} of ${moment.of}'s journal`
        : `at '${moment.of}' no. ${moment.nth}`;
  const troubles = faults.map(({ kind, times }) => `${kind} ×${times}`).join(', ');
  return `seed ${seed}: kill -9 ${victims.join(' and ')} ${when}${laterMs > 0 ? ` and ${laterMs} ms` : ''}, dead for ${pauseMs} ms${troubles ? `, with ${troubles}` : ''}`;
}

/** `KILL_SEEDS=7`, `KILL_SEEDS=3,7` or `KILL_SEEDS=21-60`; without it 1 to 20. */
export function seedsOf(text = '1-20'): number[] {
  return text.split(',').flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
}
