import { join } from 'node:path';
import { Activity } from '@petpact/kit/activity';
import { serveAdmin } from '@petpact/kit/admin';
import type { BusMessage } from '@petpact/kit/bus';
import { OffsetClock, systemTimer } from '@petpact/kit/clock';
import { readConfig } from '@petpact/kit/config';
import { incomingEvent } from '@petpact/kit/incoming-event';
import { openKafka } from '@petpact/kit/kafka';
import { readCallerKeys } from '@petpact/kit/service-config';
import { Shutdown } from '@petpact/kit/shutdown';
import { createLog, startTelemetry } from '@petpact/kit/telemetry';
import { TestClockDoor, whyNoTestClock } from '@petpact/kit/test-clock-door';
import { WorkReport } from '@petpact/kit/work-report';
import { connect } from './clients.ts';
import { gatewaySchema } from './config.ts';
import { Identities } from './identities.ts';
import { LIVE_TOPICS, Live } from './live.ts';
import { handlersOf } from './operations.ts';
import { servePages } from './pages.ts';
import { buildServer } from './server.ts';
import { Shops } from './shops.ts';

const config = readConfig(gatewaySchema);
const log = createLog('gateway', { level: config.LOG_LEVEL });
const shutdown = new Shutdown(log);

async function start(): Promise<void> {
  const why = config.TEST_CLOCK_URL === undefined ? undefined : whyNoTestClock(config.ALIPAY_ENDPOINT, config.ALIPAY_IS_SIMULATOR === '1');
  if (why) throw new Error(why);
  const tracing = startTelemetry({ service: 'gateway', ...(config.OTLP_ENDPOINT ? { otlpEndpoint: config.OTLP_ENDPOINT } : {}) });
  shutdown.onStop('traces', () => tracing.stop());
  const { signer } = readCallerKeys(config.KEYS_DIR, 'gateway');
  const clock = new OffsetClock();
  const work = new WorkReport(new Activity());
  let isReady = false;
  const door =
    config.TEST_CLOCK_URL === undefined ? undefined : new TestClockDoor({ url: config.TEST_CLOCK_URL, clock, timer: systemTimer, log });
  if (door) await door.learnOffset();
  shutdown.onStop('test clock', async () => door?.stop());
  const health = async () => ({ live: true, ready: isReady, details: {} });
  const admin = await serveAdmin({ port: config.ADMIN_PORT, host: config.HOST, health, work, log, ...(door ? { clock } : {}) });
  shutdown.onStop('admin', () => admin.stop());

  const services = connect(
    {
      account: config.ACCOUNT_ADDRESS,
      credit: config.CREDIT_ADDRESS,
      contract: config.CONTRACT_ADDRESS,
      billing: config.BILLING_ADDRESS,
      points: config.POINTS_ADDRESS,
      catalog: config.CATALOG_ADDRESS,
      fulfillment: config.FULFILLMENT_ADDRESS,
      marketing: config.MARKETING_ADDRESS,
    },
    signer,
  );
  const identities = new Identities(services.account);
  const { ALIPAY_ENDPOINT: endpoint, TEST_CLOCK_URL: clockUrl } = config;
  const authUrl = (authAppId: string) => (clockUrl === undefined ? undefined : `${endpoint}/h5/auth?app_id=${authAppId}&scopes=auth_base`);
  const ports = { services, shops: new Shops(services.account), identities, clock, clockUrl, authUrl };
  const limits = { requestsPerMinute: config.REQUESTS_PER_MINUTE, logInsPerMinute: config.LOG_INS_PER_MINUTE };
  const app = await buildServer({ ports, handlers: handlersOf(ports), limits, log, trustProxyHops: config.TRUST_PROXY_HOPS });

  const live = new Live();
  await live.serve(app, identities);
  const root = join(import.meta.dirname, '../..');
  await servePages(app, {
    miniprogram: config.MINIPROGRAM_DIST ?? join(root, 'miniprogram/dist/h5'),
    console: config.CONSOLE_DIST ?? join(root, 'console/dist'),
  });

  const onCrash = (error: Error) => shutdown.fail(error, 'the live consumer crashed');
  const bus = await openKafka({
    brokers: config.KAFKA_BROKERS.split(','),
    clientId: 'gateway',
    sessionTimeoutMs: config.KAFKA_SESSION_MS,
    partitions: config.KAFKA_PARTITIONS,
    onCrash,
    log,
  });
  shutdown.onStop('bus', () => bus.close());
  // One group per process, from now on: hints are for open screens only, and every replica has its own screens.
  const group = `gateway-live-${process.pid}-${crypto.randomUUID().slice(0, 8)}`;
  const handle = async (message: BusMessage) => {
    try {
      live.tell(incomingEvent(message));
    } catch (error) {
      // A hint is worth no second try: what is no event must not hold up the ones behind it.
      log.warn({ err: error, topic: message.topic }, 'no hint given');
    }
    return undefined;
  };
  const subscription = await bus.subscribe({
    group,
    topics: LIVE_TOPICS,
    fromBeginning: false,
    handle,
  });
  shutdown.onStop('live', () => subscription.stop());

  await app.listen({ port: config.PORT, host: config.HOST });
  shutdown.onStop('http', () => app.close());
  isReady = true;
  door?.takePart({ name: 'gateway', url: `http://127.0.0.1:${admin.port}` });
  log.info({ port: config.PORT }, 'ready');
}

await start().catch((error: unknown) => shutdown.fail(error, 'the gateway could not start'));
