import { registry } from '@petpact/kit/metrics';
import { Counter } from 'prom-client';

const registers = [registry];

export const warehouseCalls = new Counter({
  name: 'petpact_fulfillment_warehouse_calls_total',
  help: 'Calls to warehouses, by how they ended.',
  labelNames: ['call', 'outcome'] as const,
  registers,
});

export const doubleOrders = new Counter({
  name: 'petpact_fulfillment_double_orders_total',
  help: 'Further orders a warehouse made of one shipment number. Must stay 0: each may be a second parcel.',
  registers,
});

export const partnerRefused = new Counter({
  name: 'petpact_fulfillment_partner_refused_total',
  help: 'Partner requests that were not let in, by reason.',
  labelNames: ['reason'] as const,
  registers,
});
