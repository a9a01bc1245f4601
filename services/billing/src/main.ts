import { openAlipay } from '@petpact/alipay/alipay';
import { readAlipayKeys } from '@petpact/alipay/keys';
import { runService } from '@petpact/kit/process';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { assemble } from './assemble.ts';
import { config } from './config.ts';
import { INDEXES } from './store/indexes.ts';

await runService({
  name: 'billing',
  config,
  indexes: INDEXES,
  start: (ports) => {
    const { ALIPAY_ENDPOINT: endpoint, ALIPAY_TIMEOUT_MS: timeoutMs, SETTLE_TIME_MS: settleMs, ...variables } = ports.config;
    const keys = readAlipayKeys(variables.ALIPAY_KEYS_DIR);
    return assemble({
      ...ports,
      alipay: openAlipay({ ...keys, endpoint, gateway: new URL('/gateway.do', endpoint).href, timeoutMs }),
      account: ports.client('account', AccountServiceService, { retry: ['getAlipayAccount', 'findMerchantByAlipayApp', 'getAdopter'] }),
      settings: {
        appId: keys.appId,
        product: {
          productCode: variables.ALIPAY_PRODUCT_CODE,
          personalProductCode: variables.ALIPAY_PERSONAL_PRODUCT_CODE,
          signScene: variables.ALIPAY_SIGN_SCENE,
        },
        notifyUrl: variables.ALIPAY_NOTIFY_URL,
        cashierUrl: variables.ALIPAY_CASHIER_URL,
        settleMs,
        recoverMs: 2 * timeoutMs,
        concurrency: variables.CHARGE_CONCURRENCY,
      },
    });
  },
});
