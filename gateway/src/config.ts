import { portVariable } from '@petpact/kit/config';
import { z } from 'zod';

const count = (usual: number) => z.coerce.number().int().positive().default(usual);

/** The gateway's variables. */
export const gatewaySchema = z.object({
  PORT: portVariable.default(8080),
  HOST: z.string().default('127.0.0.1'),
  ADMIN_PORT: portVariable.default(9110),
  KEYS_DIR: z.string().min(1),
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_SESSION_MS: count(30_000),
  KAFKA_PARTITIONS: count(12),
  ACCOUNT_ADDRESS: z.string().min(1),
  CREDIT_ADDRESS: z.string().min(1),
  CONTRACT_ADDRESS: z.string().min(1),
  BILLING_ADDRESS: z.string().min(1),
  POINTS_ADDRESS: z.string().min(1),
  CATALOG_ADDRESS: z.string().min(1),
  FULFILLMENT_ADDRESS: z.string().min(1),
  MARKETING_ADDRESS: z.string().min(1),
  /** Origin of Alipay; where it is a simulator, H5 visitors log in on its page. */
  ALIPAY_ENDPOINT: z.string().optional(),
  ALIPAY_IS_SIMULATOR: z.enum(['0', '1']).default('0'),
  /** Opens the sandbox's routes to everybody: refused at start where ALIPAY_ENDPOINT is no simulator. */
  TEST_CLOCK_URL: z.string().optional(),
  MINIPROGRAM_DIST: z.string().optional(),
  CONSOLE_DIST: z.string().optional(),
  OTLP_ENDPOINT: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Requests one session (or address, before log-in) may make a minute. */
  REQUESTS_PER_MINUTE: count(600),
  /** Log-ins and rotations from one address a minute. */
  LOG_INS_PER_MINUTE: count(30),
  /** Proxies in front of the gateway whose X-Forwarded-For is believed. */
  TRUST_PROXY_HOPS: z.coerce.number().int().min(0).default(0),
});
