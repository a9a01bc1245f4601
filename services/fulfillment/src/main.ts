import { portVariable } from '@petpact/kit/config';
import { runService } from '@petpact/kit/process';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { z } from 'zod';
import { anywhere, webOnly } from './adapters/outside.ts';
import { warehouseOverHttp } from './adapters/warehouse-http.ts';
import { assemble } from './assemble.ts';
import { INDEXES } from './indexes.ts';
import { partnerServer } from './partner/partner-server.ts';

const config = z.object({
  /** Port of the partner API. */
  PARTNER_PORT: portVariable,
  /** Address under which warehouses reach it; sent along with every order. */
  PARTNER_URL: z.url(),
  /** Real milliseconds until a warehouse's answer counts as unknown. */
  WAREHOUSE_TIMEOUT_MS: z.coerce.number().int().positive().default(3_000),
  /** Shipments worked on at a time by one process. */
  SHIPMENT_CONCURRENCY: z.coerce.number().int().positive().default(16),
  ACCOUNT_ADDRESS: z.string().min(1),
  BILLING_ADDRESS: z.string().min(1),
});

await runService({
  name: 'fulfillment',
  config,
  indexes: INDEXES,
  start: async (ports) => {
    const { HOST, PARTNER_PORT, PARTNER_URL, WAREHOUSE_TIMEOUT_MS, SHIPMENT_CONCURRENCY: concurrency } = ports.config;
    const { realClock } = ports;
    const address = ports.config.ALIPAY_IS_SIMULATOR ? anywhere : webOnly();
    const parts = assemble({
      ...ports,
      concurrency,
      warehouse: warehouseOverHttp({ timeoutMs: WAREHOUSE_TIMEOUT_MS, realClock, callbackUrl: PARTNER_URL, address }),
      account: ports.client('account', AccountServiceService, {
        retry: ['getConnector', 'findConnectorByKey', 'getDataKey', 'getAddress'],
      }),
      billing: ports.client('billing', BillingServiceService, { retry: ['refundInstalment'] }),
    });
    const partner = await partnerServer({ ...parts.partner, onMessage: ports.activity.note });
    ports.onStop('partner API', () => partner.close());
    await partner.listen({ host: HOST, port: PARTNER_PORT });
    return parts;
  },
});
