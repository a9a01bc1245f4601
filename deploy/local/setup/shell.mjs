import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve } from 'node:path';

// Runs before anything is installed, with whatever Node (20 or newer) is there: plain JavaScript, no dependencies.

export const ROOT = resolve(import.meta.dirname, '../../..');
export const BIN = join(ROOT, 'node_modules/.bin');
const CACHE = join(ROOT, '.cache/setup');

/** A problem that the user can cure; its message says how. */
export class SetupProblem extends Error {}

/** Whether a command is there. */
export const has = (command, args = ['--version']) => spawnSync(command, args, { stdio: 'ignore' }).error === undefined;

/** The environment of a child: our own tools first, or, while they are being installed, not at all. */
export function environment({ own = true } = {}) {
  const others = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.endsWith(join('node_modules', '.bin')));
  const { npm_config_local_prefix: _, INIT_CWD: __, ...env } = process.env;
  return { ...env, PATH: [...(own ? [BIN] : []), ...others].join(delimiter) };
}

/** Runs a command to its end; what it prints goes to a log, and its end is shown when it fails. */
export function run(what, command, args, { cwd = ROOT, own = true } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env: environment({ own }), stdio: ['ignore', 'pipe', 'pipe'] });
    const lines = [];
    const keep = (chunk) => lines.push(...chunk.toString().split('\n').filter(Boolean));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => failed(new SetupProblem(`${what} failed: ${command} cannot be run (${error.message}).`)));
    child.once('close', (code) => {
      const log = join(CACHE, `${what.replace(/\W+/g, '-')}.log`);
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(log, lines.join('\n'));
      if (code === 0) done(lines);
      else failed(new SetupProblem(`${what} failed; the whole output is in ${relative(ROOT, log)}:\n${lines.slice(-25).join('\n')}`));
    });
  });
}

/** A fingerprint of files and folders (built things left out). */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.map((one) => resolve(ROOT, one))) addToHash(hash, path);
  return hash.digest('hex');
}

const NO_SOURCE = new Set(['node_modules', 'dist', 'gen', 'test-results', 'test', '.cache', '.swc']);

function addToHash(hash, path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    hash.update(relative(ROOT, path)).update(readFileSync(path));
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!NO_SOURCE.has(name)) addToHash(hash, join(path, name));
  }
}

/** Does the work when its inputs have changed since it was last done, or when its output is gone. */
export async function whenChanged(name, { inputs, output }, work) {
  const stamp = join(CACHE, `${name}.stamp`);
  const now = hashOf(inputs);
  const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === now && existsSync(join(ROOT, output));
  if (fresh) return;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

/** Whether what is installed in a folder is not what its lock file says. */
export function needsInstall(folder) {
  const lock = readJson(join(folder, 'package-lock.json'));
  const installed = readJson(join(folder, 'node_modules/.package-lock.json'));
  if (!installed) return true;
  return Object.entries(lock.packages).some(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.optional || wanted.devOptional) return false;
    const found = installed.packages[path];
    return found === undefined || found.version !== wanted.version || !existsSync(join(folder, path));
  });
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
