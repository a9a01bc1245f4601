import type { Adoption, Contract } from '@/api/model';

/** One thing that happened in an adoption. */
export type StoryEvent =
  | { kind: 'contract'; type: string; actorKind: string; reason: string; atTime: string; date?: string }
  | { kind: 'paid'; period: number; amountFen: number; atTime: string }
  | { kind: 'noticed' | 'shipped' | 'delivered'; period: number; atTime: string };

/** The day for which the shop gave notice; nothing where another end came before it. */
const announcedDate = ({ ending }: Contract): string => (ending?.cause === 'shopWish' ? ending.settlement.effectiveDate : '');

/** What the contract, its plan and its parcels tell, newest first. */
export const storyOf = ({ contract, plan, shipments }: Adoption): StoryEvent[] => {
  const date = announcedDate(contract);
  const events: StoryEvent[] = contract.timeline.map((entry) => ({
    kind: 'contract' as const,
    ...entry,
    ...(entry.type === 'endingAnnounced' && date ? { date } : {}),
  }));
  for (const { period, amountFen, paidTime, noticedTime } of plan?.instalments ?? []) {
    if (paidTime) events.push({ kind: 'paid', period, amountFen, atTime: paidTime });
    if (noticedTime) events.push({ kind: 'noticed', period, atTime: noticedTime });
  }
  for (const { period, shippedTime, deliveredTime } of shipments) {
    if (shippedTime) events.push({ kind: 'shipped', period, atTime: shippedTime });
    if (deliveredTime) events.push({ kind: 'delivered', period, atTime: deliveredTime });
  }
  // What is told later of one instant comes first, as the newest does.
  return events.reverse().sort((one, other) => Date.parse(other.atTime) - Date.parse(one.atTime));
};
