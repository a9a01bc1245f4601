import { Refusal } from '@petpact/kit/refusal';

/** What a step of the ladder allows at a shop. */
export interface Tier {
  tier: string;
  /** Zhima's admittance score, 350 to 950; 0 for `manual`. */
  admittanceScore: number;
  monthlyLimitFen: number;
  periods: number[];
  depositFen: number;
}

/**
 * The platform's one ladder, asked upward. One ladder for all shops because Alipay may take the check away from an app
 * whose admittance score keeps changing (ALIPAY §6). Four steps, because a person is asked about at most four times a day.
 */
export const LADDER = [
  { tier: 'basic', admittanceScore: 550 },
  { tier: 'silver', admittanceScore: 600 },
  { tier: 'gold', admittanceScore: 650 },
  { tier: 'platinum', admittanceScore: 700 },
] as const;

/** For applicants whom the shop approved without a score. */
export const MANUAL = 'manual';

/** What a shop starts with. Money in fen. */
export const DEFAULT_TIERS: readonly Tier[] = [
  { tier: 'basic', admittanceScore: 550, monthlyLimitFen: 20_000, periods: [12], depositFen: 0 },
  { tier: 'silver', admittanceScore: 600, monthlyLimitFen: 30_000, periods: [12], depositFen: 0 },
  { tier: 'gold', admittanceScore: 650, monthlyLimitFen: 50_000, periods: [12, 24], depositFen: 0 },
  { tier: 'platinum', admittanceScore: 700, monthlyLimitFen: 80_000, periods: [12, 24, 36], depositFen: 0 },
  { tier: MANUAL, admittanceScore: 0, monthlyLimitFen: 20_000, periods: [12], depositFen: 0 },
];

/**
 * A shop maps the ladder's steps to limits; it cannot invent steps. A shop whose threshold is higher leaves the lower
 * steps out. Throws INVALID_TIERS.
 */
export function checkTiers(tiers: readonly Tier[]): Tier[] {
  const bad = (problem: string) => new Refusal('INVALID_TIERS', 'invalid', { problem });
  const steps: readonly { tier: string; admittanceScore: number }[] = [...LADDER, { tier: MANUAL, admittanceScore: 0 }];
  const ordered = steps.flatMap((step) =>
    tiers.filter((one) => one.tier === step.tier).map((one) => ({ ...one, admittanceScore: step.admittanceScore })),
  );
  if (ordered.length !== tiers.length) throw bad('unknown tier');
  if (new Set(ordered.map((one) => one.tier)).size !== ordered.length) throw bad('tier named twice');
  if (!ordered.some((one) => one.tier === MANUAL)) throw bad('manual tier missing');
  if (ordered.length < 2) throw bad('no step of the ladder');
  let last = 0;
  for (const { tier, monthlyLimitFen, periods, depositFen } of ordered) {
    if (!Number.isSafeInteger(monthlyLimitFen) || monthlyLimitFen <= 0 || monthlyLimitFen > 10_000_000) throw bad(`limit of ${tier}`);
    if (periods.length === 0 || periods.some((count) => !Number.isInteger(count) || count < 1 || count > 60))
      throw bad(`periods of ${tier}`);
    // Nothing takes a deposit yet: a shop must not believe that it will be asked for.
    if (depositFen !== 0) throw bad(`deposit of ${tier}`);
    if (tier !== MANUAL && monthlyLimitFen < last) throw bad(`${tier} allows less than the step below`);
    if (tier !== MANUAL) last = monthlyLimitFen;
  }
  return ordered;
}
