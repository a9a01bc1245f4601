import type { Schemas } from '@petpact/api/client';
import { yuan } from '../../format/money.ts';
import type { Texts } from '../../i18n/texts.ts';
import { sayReason } from './ending.ts';

/** One line of a contract's story. */
export interface StoryLine {
  key: string;
  atTime: string;
  words: string;
  /** Kind of actor; absent for what the plan and the parcels did by themselves. */
  actor?: string;
  reason?: string;
}

/** What happened, newest first: the contract's own facts, its payments and its parcels. */
export const storyOf = ({ contract, plan, shipments }: Schemas['Adoption'], t: Texts): StoryLine[] => {
  const { contracts: words } = t;
  const own = contract.timeline.map(({ type, atTime, actorKind, reason }, at): StoryLine => {
    return {
      key: `c${at}`,
      atTime,
      words: words.facts[type] ?? words.factOther,
      actor: words.actors[actorKind] ?? actorKind,
      reason: sayReason(reason, t),
    };
  });
  const payments = (plan?.instalments ?? []).flatMap(({ period, noticedTime, paidTime, amountFen }) => [
    noticedTime && { key: `n${period}`, atTime: noticedTime, words: words.noticedFact(period) },
    paidTime && { key: `p${period}`, atTime: paidTime, words: words.paidFact(period, yuan(amountFen)) },
  ]);
  const parcels = shipments.flatMap(({ period, createdTime, shippedTime, deliveredTime }) => [
    { key: `q${period}`, atTime: createdTime, words: words.queuedFact(period) },
    shippedTime && { key: `s${period}`, atTime: shippedTime, words: words.shippedFact(period) },
    deliveredTime && { key: `d${period}`, atTime: deliveredTime, words: words.deliveredFact(period) },
  ]);
  const lines = [...own, ...payments, ...parcels].filter((line): line is StoryLine => typeof line === 'object');
  // What shares an instant is told in the order it was listed, the latest on top.
  return lines
    .map((line, at) => ({ line, at }))
    .sort((a, b) => b.line.atTime.localeCompare(a.line.atTime) || b.at - a.at)
    .map(({ line }) => line);
};
