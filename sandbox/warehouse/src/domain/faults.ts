/**
 * What can be wrong with a warehouse. `down`: 'answers503' or 'refusesConnections'. `slow`: milliseconds until it answers (the order is
 * taken at once, so whoever gives up waiting has an order). `refuses`: the reason, said at once and for good. `refusesWhilePicking`: accepts,
 * and says the reason later by a push. `losesAnswers`: takes the order, then 'answers500' or 'closesConnection'. `forgetsOrders`: takes
 * the same shipment number again as a new order, with parcels of its own. `pushesTwice`: says everything twice. `tracksOutOfOrder`:
 * tracks before the shipping, lists upside down, and an older list after a newer. `losesParcels`: what ships now never arrives.
 */
export const FAULT_VALUES = {
  down: ['answers503', 'refusesConnections'],
  slow: 'number',
  refuses: 'text',
  refusesWhilePicking: 'text',
  losesAnswers: ['answers500', 'closesConnection'],
  forgetsOrders: undefined,
  pushesTwice: undefined,
  tracksOutOfOrder: undefined,
  losesParcels: undefined,
} as const;

export type FaultKind = keyof typeof FAULT_VALUES;

export interface Fault {
  value: string | number | true;
  /** How often it still strikes; null = until it is switched off. */
  times: number | null;
}

export type Faults = Partial<Record<FaultKind, Fault>>;

/** Reads a fault as the control API gets it; undefined when there is no such fault or it has no such value. */
export function readFault(kind: string, wish: { value?: unknown; times?: unknown }): Fault | undefined {
  if (!Object.hasOwn(FAULT_VALUES, kind)) return undefined;
  const times = wish.times ?? null;
  if (times !== null && !(Number.isSafeInteger(times) && (times as number) > 0)) return undefined;
  const value = readValue(FAULT_VALUES[kind as FaultKind], wish.value);
  return value === undefined ? undefined : { value, times: times as number | null };
}

function readValue(allowed: (typeof FAULT_VALUES)[FaultKind], value: unknown): Fault['value'] | undefined {
  if (allowed === undefined) return true;
  if (allowed === 'number') return typeof value === 'number' && value >= 0 && value <= 600_000 ? value : undefined;
  if (allowed === 'text') return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined;
  return (allowed as readonly unknown[]).includes(value) ? (value as string) : undefined;
}

/** Lets a fault strike once: what it does, or undefined, and the faults that are left. */
export function strike(faults: Faults, kind: FaultKind): { value: Fault['value'] | undefined; faults: Faults } {
  const fault = faults[kind];
  if (!fault) return { value: undefined, faults };
  if (fault.times === null) return { value: fault.value, faults };
  const { [kind]: struck, ...others } = faults;
  return { value: fault.value, faults: fault.times > 1 ? { ...others, [kind]: { ...struck, times: fault.times - 1 } } : others };
}
