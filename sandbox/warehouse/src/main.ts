import { startSimulator } from './simulator.ts';

const { TEST_CLOCK_URL, PUBLIC_URL } = process.env;
const simulator = await startSimulator({
  host: process.env.HOST ?? '127.0.0.1',
  port: Number(process.env.PORT ?? 8091),
  journalPath: process.env.JOURNAL_FILE ?? '.data/warehouse/journal.jsonl',
  pushTimeoutMs: Number(process.env.PUSH_TIMEOUT_MS ?? 5000),
  ...(TEST_CLOCK_URL ? { clockUrl: TEST_CLOCK_URL } : {}),
  ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
});
console.log(`warehouse simulator on ${simulator.url}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulator.stop().then(() => process.exit(0));
  });
}
