import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { whileLocked } from './build-lock.ts';
import { prepareJavaProgram, SetupProblem } from './java-program.ts';
import { type EmbeddedMongo, startEmbeddedMongo } from './launch.ts';

describe('starting the embedded store', () => {
  let folder = '';
  const running: EmbeddedMongo[] = [];
  const start = async (name: string, port = 0): Promise<EmbeddedMongo> => {
    const store = await startEmbeddedMongo({ dataDir: join(folder, name), port });
    running.push(store);
    return store;
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petpact-start-'));
  });
  after(async () => {
    await Promise.all(running.map((store) => store.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  async function problemOf(start: () => Promise<unknown>): Promise<string> {
    const problem = await start().then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(problem instanceof SetupProblem, String(problem));
    return problem.message;
  }

  it('says which port is in use and what to do', async () => {
    const first = await start('one');
    const message = await problemOf(() => start('two', first.port));
    assert.match(message, new RegExp(`^Port ${first.port} is in use; stop the program`));
    assert.equal(message.includes('\n'), false);
  });

  it('says that its data are in use by another store', async () => {
    await start('three');
    assert.match(await problemOf(() => start('three')), /in use by another embedded store; stop that one/);
  });

  it('says which file it cannot read', async () => {
    await mkdir(join(folder, 'four'));
    await writeFile(join(folder, 'four', 'store.mv'), 'this is no store'.repeat(1000));
    assert.match(await problemOf(() => start('four')), /store\.mv cannot be read .*npm run reset/);
  });

  it('says that Java is missing, too old, or that Maven is missing', async () => {
    const program = { name: 'another program', folder, sources: join(folder, 'sources') };
    await mkdir(program.sources, { recursive: true });
    await writeFile(join(folder, 'pom.xml'), `<project>${Math.random()}</project>`);
    const withEnvironment = async (name: string, value: string): Promise<string> => {
      const before = process.env[name];
      process.env[name] = value;
      try {
        return await problemOf(() => prepareJavaProgram(program, () => {}));
      } finally {
        if (before === undefined) delete process.env[name];
        else process.env[name] = before;
      }
    };
    assert.match(await withEnvironment('JAVA_HOME', join(folder, 'nowhere')), /JDK of version 17 or newer .* no java was found.*JAVA_HOME/);
    await mkdir(join(folder, 'old/bin'), { recursive: true });
    await writeFile(join(folder, 'old/bin/java'), '#!/bin/sh\necho \'openjdk version "11.0.2"\' >&2\n', { mode: 0o755 });
    assert.match(await withEnvironment('JAVA_HOME', join(folder, 'old')), /java is version 11: install one/);
    assert.match(await withEnvironment('MAVEN', 'no-such-maven'), /^Maven is needed once .*apt-get install maven/);
  });

  it('ends the store when the process that started it is killed', async () => {
    const script = `import { startEmbeddedMongo } from '${join(import.meta.dirname, 'launch.ts')}';
      console.log((await startEmbeddedMongo({ dataDir: '${join(folder, 'five')}' })).pid);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(parent.stdout, 'data')).map(Number) as [number];
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    for (let waited = 0; isAlive(pid) && waited < 5000; waited += 50) await sleep(50);
    assert.equal(isAlive(pid), false);
  });

  it('lets one build run while the others wait, and goes on when the builder is killed', async () => {
    const lock = join(folder, 'lock');
    const script = `import { whileLocked } from '${join(import.meta.dirname, 'build-lock.ts')}';
      await whileLocked('${lock}', async () => { console.log('building'); await new Promise((go) => setTimeout(go, 60_000)); });`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    let building = 0;
    let most = 0;
    const build = async (): Promise<void> => {
      assert.ok(other.killed);
      building += 1;
      most = Math.max(most, building);
      await sleep(30);
      building -= 1;
    };
    const builds = Promise.all([1, 2, 3].map(() => whileLocked(lock, build)));
    await sleep(200);
    other.kill('SIGKILL');
    await builds;
    assert.equal(most, 1);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
