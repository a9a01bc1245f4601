import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { environment, ROOT, SetupProblem } from './setup/shell.mjs';
import { Steps } from './setup/steps.mjs';
import {
  buildConsole,
  buildMiniprogram,
  generate,
  generateForMiniprogram,
  installMiniprogram,
  installPackages,
  installTestPackages,
  nodeForTypeScript,
  prepareJars,
  requireTools,
} from './setup/tasks.mjs';

// `node setup.mjs start|test [arguments]`: does what is missing, then runs the platform or the tests with the packaged Node.
// It does the second part itself, because a shell that has seen the system's `node` would not look for ours again.

const SCRIPTS = { start: 'deploy/local/start.ts', test: 'deploy/local/test.mjs' };

/** The stages of the tests that open a front end; a start, and all the tests, need both. */
const OPENS_CONSOLE = ['int', 'e2e', 'browser'];
const OPENS_MINIPROGRAM = ['miniprogram', 'e2e', 'browser'];

async function prepare(what, stages) {
  const steps = new Steps();
  const pending = [];
  const step = (name, work) => steps.step(name, work);
  const meanwhile = (name, work) => {
    const done = step(name, work);
    done.catch(() => {});
    pending.push(done);
  };
  requireTools();
  if (what === 'test') meanwhile('Debian packages', installTestPackages);
  await step('packages', installPackages);
  meanwhile('jars of store and Kafka', prepareJars);
  const miniprogram = step('packages of the mini-program', installMiniprogram);
  miniprogram.catch(() => {});
  await step('generated code', generate);
  const isAsked = (openers) => stages.length === 0 || stages.some((stage) => openers.includes(stage));
  if (isAsked(OPENS_CONSOLE)) await step('console', buildConsole);
  await miniprogram;
  await step('client types of the mini-program', generateForMiniprogram);
  const opensMiniprogram = isAsked(OPENS_MINIPROGRAM);
  if (opensMiniprogram) await step('mini-program for the browser', () => buildMiniprogram('h5'));
  if (opensMiniprogram && what === 'test') await step('mini-program for Alipay', () => buildMiniprogram('alipay'));
  await Promise.all(pending);
  steps.end();
}

/**
 * npm's shell does not pass SIGTERM on, it only dies: then whoever started us is another process all of a sudden.
 * A start without npm, such as in the background of a shell, may outlive its parent.
 */
function whenNpmIsGone(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || end(), 300).unref();
}

/** Hands over to the platform or the tests: signals go through, and the end of this process is the end of that one. */
function handOver(script, args) {
  const watchdog = join(ROOT, 'deploy/local/end-with-supervisor.ts');
  const child = spawn(nodeForTypeScript(), ['--import', watchdog, join(ROOT, script), ...args], {
    cwd: ROOT,
    env: environment(),
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  });
  // The terminal sends Ctrl-C to both; the child answers it, this process only waits.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [what = '', ...args] = process.argv.slice(2);
const script = SCRIPTS[what];
try {
  if (!script) throw new SetupProblem('Say what to set up for: node deploy/local/setup.mjs start | test');
  await prepare(what, args);
  handOver(script, args);
} catch (error) {
  console.error(error instanceof SetupProblem ? `\n${error.message}` : error);
  process.exit(1);
}
