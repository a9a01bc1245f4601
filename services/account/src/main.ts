import { openAlipayAt } from '@petpact/alipay/alipay';
import { runService } from '@petpact/kit/process';
import { readMasterKey, unwrapKey, wrapKey } from '@petpact/kit/sealed';
import { z } from 'zod';
import { alipayLogIn, argon2Passwords } from './adapters.ts';
import { assemble } from './assemble.ts';
import { INDEXES } from './indexes.ts';

const config = z.object({
  /** Origin of Alipay's gateway. */
  ALIPAY_ENDPOINT: z.url(),
  /** Folder with app-id, app-private.pem and alipay-public.pem. */
  ALIPAY_KEYS_DIR: z.string().min(1),
  /** File with the key that wraps every data key. */
  MASTER_KEY_FILE: z.string().min(1),
});

await runService({
  name: 'account',
  config,
  indexes: INDEXES,
  start: (ports) => {
    const { ALIPAY_ENDPOINT: endpoint, ALIPAY_KEYS_DIR, MASTER_KEY_FILE } = ports.config;
    const master = readMasterKey(MASTER_KEY_FILE);
    const alipay = openAlipayAt({ endpoint, keysDir: ALIPAY_KEYS_DIR });
    const keyWrap = {
      wrap: (key: Buffer, owner: string) => wrapKey(key, master, owner),
      unwrap: (wrapped: string, owner: string) => unwrapKey(wrapped, master, owner),
    };
    return assemble({ ...ports, alipay: alipayLogIn(alipay), passwords: argon2Passwords, keyWrap });
  },
});
