import { spawn } from 'node:child_process';

export interface SpecRun {
  tests: number;
  passed: number;
  /** Titles of the tests that failed. */
  failed: string[];
}

/** A bug may make a test wait for ever; that is red as well. */
const LONGEST_MS = 180_000;

/** Runs spec files in a tree of their own. */
export async function runSpecs(folder: string, specs: readonly string[]): Promise<SpecRun> {
  const args = ['--test', '--test-reporter=tap', `--test-timeout=${LONGEST_MS}`, ...specs];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const count = (what: string) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = [...output.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(([, title]) => title ?? '');
  return { tests: count('tests'), passed: count('pass'), failed };
}
