import { z } from 'zod';

/** Billing's own variables, on top of those every service has. */
export const config = z.object({
  /** Origin of Alipay's gateway; the v2 address is this plus /gateway.do. */
  ALIPAY_ENDPOINT: z.url(),
  /** Folder with app-id, app-private.pem and alipay-public.pem. */
  ALIPAY_KEYS_DIR: z.string().min(1),
  /** How long one call to Alipay may take. */
  ALIPAY_TIMEOUT_MS: z.coerce.number().int().positive().default(5_000),
  /** Public address at which the gateway takes Alipay's notifies. */
  ALIPAY_NOTIFY_URL: z.url(),
  /** Alipay's cashier for browsers: the simulator has one, Alipay itself only the mini-program's. */
  ALIPAY_CASHIER_URL: z.url().optional(),
  /** The withholding product of the platform's contract with Alipay (ALIPAY §5.1). */
  ALIPAY_PRODUCT_CODE: z.string().default('GENERAL_WITHHOLDING'),
  ALIPAY_PERSONAL_PRODUCT_CODE: z.string().default('CYCLE_PAY_AUTH_P'),
  /** Assigned by Alipay with the contract. */
  ALIPAY_SIGN_SCENE: z.string().default('INDUSTRY|PET_ADOPTION'),
  /** Plans worked on at a time by one process. */
  CHARGE_CONCURRENCY: z.coerce.number().int().positive().default(24),
  ACCOUNT_ADDRESS: z.string().min(1),
});
