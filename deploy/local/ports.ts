import { SetupProblem } from '@petpact/embedded-mongo/java-program';
import { freePort, isPortTaken } from './free-port.ts';

export const SERVICES = ['account', 'credit', 'contract', 'billing', 'points', 'catalog', 'fulfillment', 'marketing'] as const;
export type Service = (typeof SERVICES)[number];

/** Every port of the local platform, under the name of the variable that overrides it. */
export const FIXED_PORTS = {
  GATEWAY_PORT: 8080,
  PARTNER_PORT: 8081,
  ALIPAY_PORT: 8090,
  WAREHOUSE_PORT: 8091,
  CLOCK_PORT: 8092,
  STORE_PORT: 29017,
  KAFKA_PORT: 29092,
  ACCOUNT_GRPC_PORT: 50051,
  CREDIT_GRPC_PORT: 50052,
  CONTRACT_GRPC_PORT: 50053,
  BILLING_GRPC_PORT: 50054,
  POINTS_GRPC_PORT: 50055,
  CATALOG_GRPC_PORT: 50056,
  FULFILLMENT_GRPC_PORT: 50057,
  MARKETING_GRPC_PORT: 50058,
  ACCOUNT_ADMIN_PORT: 9101,
  CREDIT_ADMIN_PORT: 9102,
  CONTRACT_ADMIN_PORT: 9103,
  BILLING_ADMIN_PORT: 9104,
  POINTS_ADMIN_PORT: 9105,
  CATALOG_ADMIN_PORT: 9106,
  FULFILLMENT_ADMIN_PORT: 9107,
  MARKETING_ADMIN_PORT: 9108,
  GATEWAY_ADMIN_PORT: 9110,
} as const;

export type PortName = keyof typeof FIXED_PORTS;
export type Ports = Readonly<Record<PortName, number>>;

/**
 * The documented ports, or what the environment says instead. A port that is taken is refused with what to do about it; only
 * the gRPC ports, which nobody but the services uses, move aside: the system hands them out to outgoing connections too.
 */
export async function fixedPorts(env: Record<string, string | undefined>, say: (line: string) => void): Promise<Ports> {
  const ports: Record<string, number> = {};
  for (const [name, usual] of Object.entries(FIXED_PORTS)) {
    const port = Number(env[name] ?? usual);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new SetupProblem(`${name} must be a port, not '${env[name]}'.`);
    ports[name] = port;
    if (isUnused(name, env) || !(await isPortTaken(port))) continue;
    if (!name.endsWith('_GRPC_PORT')) {
      throw new SetupProblem(`Port ${port} is in use; stop the program that listens there or set another port (${name}).`);
    }
    ports[name] = await freePort();
    say(`Port ${port} is in use; ${name} is ${ports[name]} this time`);
  }
  return ports as Ports;
}

/** A store or Kafka of the user's own needs no port of ours. */
function isUnused(name: string, env: Record<string, string | undefined>): boolean {
  return (name === 'STORE_PORT' && !!env.MONGODB_URI) || (name === 'KAFKA_PORT' && !!env.KAFKA_BROKERS);
}

/** Ports that nobody uses now, so that a test runs beside a platform and beside other tests. */
export async function freePorts(): Promise<Ports> {
  const ports = new Set<number>();
  const names = Object.keys(FIXED_PORTS);
  while (ports.size < names.length) ports.add(await freePort());
  const free = [...ports];
  return Object.fromEntries(names.map((name, n) => [name, free[n]])) as Ports;
}

/** The port of a service's gRPC or admin server. */
export function portOf(ports: Ports, service: Service, kind: 'GRPC' | 'ADMIN'): number {
  return ports[`${service.toUpperCase()}_${kind}_PORT` as PortName];
}
