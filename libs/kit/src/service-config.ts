import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CallerSigner, CallerVerifier } from './caller-token.ts';
import { portVariable } from './config.ts';
import type { Tls } from './grpc-server.ts';

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1');
const milliseconds = (usual: number) => z.coerce.number().int().positive().default(usual);

/** The variables that every service reads; a service's own come on top. */
export const serviceSchema = z.object({
  MONGODB_URI: z.string().min(1),
  KAFKA_BROKERS: z.string().min(1),
  /** Partitions and replicas of topics that do not exist yet. */
  KAFKA_PARTITIONS: z.coerce.number().int().positive().default(12),
  KAFKA_REPLICATION: z.coerce.number().int().positive().optional(),
  KAFKA_SESSION_MS: milliseconds(30_000),
  /** The interface that gRPC and admin listen on. */
  HOST: z.string().default('127.0.0.1'),
  GRPC_PORT: portVariable,
  ADMIN_PORT: portVariable,
  /** Under which address the test clock reaches the admin port, where that is not HOST. */
  ADMIN_URL: z.string().optional(),
  /** '<issuer>.pub.pem' of everybody and this service's own '<name>.key.pem'. */
  KEYS_DIR: z.string().min(1),
  /** Holds ca.pem, cert.pem and key.pem: then gRPC is mutual TLS. */
  GRPC_TLS_DIR: z.string().optional(),
  /** A compiled image of the protos: then the server describes itself. Left out in production. */
  PROTO_IMAGE: z.string().optional(),
  TEST_CLOCK_URL: z.string().optional(),
  ALIPAY_ENDPOINT: z.string().optional(),
  ALIPAY_IS_SIMULATOR: flag,
  OTLP_ENDPOINT: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Makes missing indexes at start instead of refusing to start. */
  AUTO_MIGRATE: flag,
  SETTLE_TIME_MS: milliseconds(600_000),
  LEASE_MS: milliseconds(30_000),
  POLL_MS: milliseconds(1_000),
});

export type ServiceConfig = Readonly<z.output<typeof serviceSchema>>;

/** The signer of this service and the verifier of everybody, from the mounted keys. */
export function readCallerKeys(folder: string, service: string): { signer: CallerSigner; verifier: CallerVerifier } {
  const suffix = '.pub.pem';
  const issuers = readdirSync(folder).filter((file) => file.endsWith(suffix));
  const keys = issuers.map((file) => [file.slice(0, -suffix.length), readFileSync(join(folder, file), 'utf8')]);
  const signer = CallerSigner.fromPem(service, readFileSync(join(folder, `${service}.key.pem`), 'utf8'));
  return { signer, verifier: new CallerVerifier(Object.fromEntries(keys)) };
}

export function readTls(folder: string | undefined): Tls | undefined {
  if (!folder) return undefined;
  const file = (name: string) => readFileSync(join(folder, name));
  return { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') };
}
