import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, has, needsInstall, ROOT, run, SetupProblem, whenChanged } from './shell.mjs';

const TEST_PACKAGES = ['chromium', 'fonts-noto-cjk', 'poppler-utils'];

/** What cannot be installed from here must be there; each missing thing gets one sentence that says what to do. */
export function requireTools() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupProblem(`Node 20 or newer is needed; this is ${process.version}. Install one from https://nodejs.org.`);
  }
  if (!has('npm')) throw new SetupProblem('npm is needed; it comes with Node from https://nodejs.org (Debian: apt-get install npm).');
  const ownStore = process.env.MONGODB_URI && process.env.KAFKA_BROKERS;
  if (ownStore) return;
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/javac') : 'javac';
  const version = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const major = Number(/javac (\d+)/.exec(`${version.stdout}${version.stderr}`)?.[1] ?? 0);
  if (major < 17) {
    const found = major === 0 ? 'none was found' : `this is ${major}`;
    throw new SetupProblem(
      `A JDK 17 or newer is needed for the embedded store and Kafka; ${found}. Install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME.`,
    );
  }
  if (!has(process.env.MAVEN ?? 'mvn')) {
    throw new SetupProblem('Maven is needed to fetch the embedded store and Kafka; install it (Debian: apt-get install maven).');
  }
}

/** Installs the workspace's packages as the lock says. */
export async function installPackages() {
  if (needsInstall(ROOT)) await run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund'], { own: false });
}

/** The Node that runs PetPact's TypeScript: 24 from the packages, or this one where the packages have none for the machine. */
export function nodeForTypeScript() {
  const own = join(BIN, 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new SetupProblem(
    `There is no packaged Node 24 for ${process.platform} on ${process.arch}; install Node 24 from https://nodejs.org and start again.`,
  );
}

/** Messages from the protos, types of the REST client from the OpenAPI. */
export function generate() {
  const inputs = ['proto/petpact', 'buf.yaml', 'buf.gen.yaml', 'gateway/openapi.yaml', 'package-lock.json', 'deploy/local/setup/tasks.mjs'];
  return whenChanged('generate', { inputs, output: 'libs/api/gen/schema.ts' }, () => run('generate', 'npm', ['run', '--silent', 'proto']));
}

export function buildConsole() {
  const inputs = ['console', 'libs/api', 'gateway/openapi.yaml', 'package-lock.json'];
  return whenChanged('console', { inputs, output: 'console/dist/index.html' }, () =>
    run('console', join(BIN, 'vite'), ['build'], { cwd: join(ROOT, 'console') }),
  );
}

const MINIPROGRAM = join(ROOT, 'miniprogram');

export async function installMiniprogram() {
  if (needsInstall(MINIPROGRAM))
    await run('npm ci in miniprogram', 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: MINIPROGRAM, own: false });
}

export function generateForMiniprogram() {
  const inputs = ['gateway/openapi.yaml', 'miniprogram/package-lock.json'];
  return whenChanged('miniprogram-client', { inputs, output: 'miniprogram/src/api/gen/schema.ts' }, () =>
    run('client types of the mini-program', 'npm', ['run', '--silent', 'api'], { cwd: MINIPROGRAM }),
  );
}

/** The mini-program for one of its two homes. */
export function buildMiniprogram(target) {
  const output = target === 'h5' ? 'miniprogram/dist/h5/index.html' : 'miniprogram/dist/alipay/app.json';
  const inputs = ['miniprogram', 'libs/api', 'gateway/openapi.yaml'];
  return whenChanged(`miniprogram-${target}`, { inputs, output }, () =>
    run(`mini-program for ${target}`, 'npm', ['run', '--silent', `build:${target}`], { cwd: MINIPROGRAM }),
  );
}

/** Maven's jars of the embedded store and Kafka, and their launchers. */
export function prepareJars() {
  return run('jars', nodeForTypeScript(), [join(ROOT, 'deploy/local/prepare-jars.ts')]);
}

/** A browser with Chinese letters and the tools that judge PDFs, for the tests. */
export async function installTestPackages() {
  const isThere = (name) => spawnSync('dpkg', ['-s', name], { encoding: 'utf8' }).stdout?.includes('\nStatus: install ok installed\n');
  const missing = TEST_PACKAGES.filter((name) => !isThere(name));
  if (missing.length === 0) return;
  if (!has('apt-get') || process.getuid?.() !== 0) {
    throw new SetupProblem(`The tests need ${missing.join(', ')}; install them (Debian: sudo apt-get install ${missing.join(' ')}).`);
  }
  await run('apt-get update', 'apt-get', ['update', '-q']);
  await run('apt-get install', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing]);
}
