import { registry } from '@petpact/kit/telemetry';
import { Histogram } from 'prom-client';

/** RED of the gateway, per route of the contract. */
export const httpSeconds = new Histogram({
  name: 'petpact_http_server_seconds',
  help: 'Time to answer a request, by route of the contract',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
  registers: [registry],
});
