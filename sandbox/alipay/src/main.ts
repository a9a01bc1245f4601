import { resolve } from 'node:path';
import { requireFreePort } from './runtime/free-port.ts';
import { Simulator } from './runtime/simulator.ts';
import { alipayServer } from './server.ts';

const {
  PORT = '8090',
  HOST = '127.0.0.1',
  DATA_DIR = '.data/alipay',
  CLOCK_URL = '',
  PUBLIC_URL = '',
  NOTIFY_TIMEOUT_MS = '10000',
} = process.env;

// Before the journal is touched: it may belong to a simulator that is running.
await requireFreePort(Number(PORT), HOST).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});

const stopped = new AbortController();
const simulator = await Simulator.open({
  dataDir: resolve(DATA_DIR),
  followsTestClock: CLOCK_URL !== '',
  notifyTimeoutMs: Number(NOTIFY_TIMEOUT_MS),
  onBroken: (error) => {
    console.error('The journal cannot be written; stopping, so that nothing is answered that would be forgotten.', error);
    process.exit(1);
  },
});

let address = PUBLIC_URL.replace(/\/+$/, '');
const server = await alipayServer(simulator, () => address);
const listening = await server.listen({ port: Number(PORT), host: HOST });
address ||= listening;
console.log(`Alipay simulator: ${address}/sandbox  gateway ${address}/gateway.do`);

if (CLOCK_URL !== '')
  void simulator.clock
    .join(CLOCK_URL.replace(/\/+$/, ''), { name: 'alipay-simulator', url: address }, stopped.signal)
    .then(() => simulator.dueWork.sweep());

async function stop(): Promise<void> {
  stopped.abort();
  simulator.dueWork.stop();
  await server.close();
  await simulator.close();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
