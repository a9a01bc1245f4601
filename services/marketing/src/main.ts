import { openAlipayAt } from '@petpact/alipay/alipay';
import { runService } from '@petpact/kit/process';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { z } from 'zod';
import { alipayMessenger, assemble, INDEXES } from './assemble.ts';

const config = z.object({
  /** Origin of Alipay's gateway. */
  ALIPAY_ENDPOINT: z.url(),
  /** Folder with app-id, app-private.pem and alipay-public.pem. */
  ALIPAY_KEYS_DIR: z.string().min(1),
  ACCOUNT_ADDRESS: z.string().min(1),
});

await runService({
  name: 'marketing',
  config,
  indexes: INDEXES,
  start: (ports) => {
    const { ALIPAY_ENDPOINT: endpoint, ALIPAY_KEYS_DIR } = ports.config;
    const alipay = openAlipayAt({ endpoint, keysDir: ALIPAY_KEYS_DIR });
    return assemble({
      ...ports,
      messenger: alipayMessenger(alipay),
      account: ports.client('account', AccountServiceService, { retry: ['getAlipayAccount', 'getAdopter'] }),
    });
  },
});
