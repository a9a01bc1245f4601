import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderBlobStore } from '@petpact/kit/blob-store';
import { runService } from '@petpact/kit/process';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import { CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import { agreementMaker } from './adapters/agreement-maker.ts';
import { fileSigningKeys } from './adapters/signing-keys.ts';
import { assemble } from './assemble.ts';
import { config } from './config.ts';
import { INDEXES } from './store/indexes.ts';

await runService({
  name: 'contract',
  config,
  indexes: INDEXES,
  start: (ports) => {
    const { KEYS_DIR, PKI_DIR, PKI_PASSPHRASE_FILE: passphraseFile, PLATFORM_NAME: platform, ...variables } = ports.config;
    const keys = fileSigningKeys({
      folder: PKI_DIR ?? join(KEYS_DIR, 'pki'),
      platformName: platform,
      authorityFile: variables.PKI_AUTHORITY_FILE,
      platformFile: variables.PKI_PLATFORM_FILE,
      shopsFolder: variables.PKI_SHOPS_DIR,
      passphrase: passphraseFile === undefined ? undefined : readFileSync(passphraseFile, 'utf8').trim(),
    });
    return assemble({
      ...ports,
      platform,
      agreements: agreementMaker(keys),
      blobs: folderBlobStore(variables.BLOB_DIR),
      account: ports.client('account', AccountServiceService, { retry: ['getMerchant', 'getAdopter', 'getAddress', 'getDataKey'] }),
      credit: ports.client('credit', CreditServiceService, { retry: ['getTiers'] }),
      catalog: ports.client('catalog', CatalogServiceService, {
        retry: ['getPet', 'getSku', 'listSkus', 'holdPet', 'releasePet', 'adoptPet'],
      }),
      billing: ports.client('billing', BillingServiceService, { retry: ['getPlan', 'openPlan'] }),
    });
  },
});
