/** Parts of the screen that are read anew together; the first word of their query keys. */
export type Area = 'today' | 'applications' | 'contracts' | 'shipments' | 'pets' | 'foods' | 'ledger' | 'audit' | 'staff';

const TOUCHED: readonly (readonly [RegExp, readonly Area[]])[] = [
  [/^application|^credit/, ['applications']],
  [/^contract|^ending|^plan|^mandate|^instalment|^chargeNotice|^refund|^handover|^points/, ['contracts']],
  [/^contractSigned/, ['applications']],
  [/^instalmentPaid|^refund|^shipmentShipped/, ['ledger']],
  [/^shipment/, ['shipments', 'contracts']],
  [/^pet/, ['pets']],
  [/^sku/, ['foods']],
  [/^staff/, ['staff']],
];

/** What a hint of this kind may have changed. Every fact counts in today's work and stands in the audit trail. */
export const areasOf = (kind: string): Area[] => {
  const areas = TOUCHED.filter(([pattern]) => pattern.test(kind)).flatMap(([, touched]) => touched);
  return [...new Set<Area>([...areas, 'today', 'audit'])];
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Real milliseconds before connecting again after so many failures; `chance` in 0…1 keeps a shop's screens from coming all at once. */
export const pauseBefore = (failures: number, chance: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2);
