import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { environment, ROOT } from './setup/shell.mjs';

// Every test, the quick ones first; stops at the first red stage. `npm test -- e2e` runs only the stages named.
// A file's name says where it belongs: `.spec.ts` is pure, `.int.spec.ts` starts what it needs, `.e2e.spec.ts` shares one
// platform with the others of its kind, `.browser.spec.ts` opens a platform of its own in Chromium, and `.kill.spec.ts` kills the
// processes of one.

const OTHER_KINDS = ['.int.spec.ts', '.e2e.spec.ts', '.browser.spec.ts', '.kill.spec.ts'];
const specs = (ending) =>
  globSync(`{libs,services,gateway,sandbox,console,deploy,e2e,bench,test}/**/*${ending}`, {
    cwd: ROOT,
    exclude: (path) => /(^|\/)(node_modules|dist|gen)$/.test(path),
  }).sort();
const pure = () => specs('.spec.ts').filter((file) => !OTHER_KINDS.some((ending) => file.endsWith(ending)));

const node = (options, files) => ({ command: process.execPath, args: ['--test', ...options, ...files], isEmpty: files.length === 0 });
const npm = (script, folder = '.') => ({ command: 'npm', args: ['run', '--silent', script], cwd: join(ROOT, folder) });
const ENDS = ['SIGTERM', 'SIGHUP'];
const oneProcess = ['--test-isolation=none', '--test-concurrency=1'];

const STAGES = {
  lint: () => [npm('lint'), npm('typecheck')],
  pure: () => [node(['--test-isolation=none', '--test-reporter=dot'], pure()), npm('test', 'miniprogram')],
  // A file whose tests are over ends, even where a client of a stopped broker or store still looks for it.
  int: () => [node(['--test-concurrency=2', '--test-force-exit'], specs('.int.spec.ts'))],
  miniprogram: () => [npm('test:bundles', 'miniprogram'), npm('test:alipay', 'miniprogram'), npm('test:h5', 'miniprogram')],
  e2e: () => [node(oneProcess, specs('.e2e.spec.ts'))],
  browser: () => [node(['--test-concurrency=1'], specs('.browser.spec.ts'))],
  kill: () => [node(['--test-concurrency=1'], specs('.kill.spec.ts'))],
};

function run({ command, args, cwd = ROOT }) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env: { ...environment(), TZ: 'Asia/Shanghai' }, stdio: 'inherit' });
    // Node's runner ends the files it started on SIGINT only; anything else would leave their platforms running.
    const interrupt = () => child.kill('SIGINT');
    for (const signal of ENDS) process.once(signal, interrupt);
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  }).finally(() => {
    for (const signal of ENDS) process.removeAllListeners(signal);
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}.`);
  process.exit(1);
}
const times = [];
const startedAt = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

for (const [name, commands] of Object.entries(STAGES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const stageStartedAt = Date.now();
  for (const command of commands()) {
    if (command.isEmpty) continue;
    const problem = await run(command);
    if (problem === undefined) continue;
    console.error(`\nStage '${name}' is red (${problem}): ${command.command} ${command.args.slice(0, 4).join(' ')}`);
    console.error(`Before it: ${times.join(', ') || 'nothing'}. Only this stage again: npm test -- ${name}`);
    process.exit(1);
  }
  times.push(`${name} ${seconds(stageStartedAt)}`);
  console.log(`\n— ${times.at(-1)}\n`);
}
console.log(`All green: ${times.join(', ')}; ${seconds(startedAt)} in all.`);
