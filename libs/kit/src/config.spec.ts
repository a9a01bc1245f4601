import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { ConfigProblems, flagVariable, parseConfig, portVariable } from './config.ts';

const schema = z.object({
  PORT: portVariable.default(50054),
  STORE_URI: z.url(),
  SANDBOX: flagVariable.default(false),
  MASTER_KEY: z.string().min(8),
});

describe('a configuration', () => {
  it('is typed and frozen, and an empty variable counts as absent', () => {
    const config = parseConfig(schema, { STORE_URI: 'mongodb://localhost', SANDBOX: 'true', PORT: '', MASTER_KEY: 'x'.repeat(8) });
    assert.deepEqual(config, { PORT: 50054, STORE_URI: 'mongodb://localhost', SANDBOX: true, MASTER_KEY: 'x'.repeat(8) });
    assert.ok(Object.isFrozen(config));
  });

  it('names every problem at once and no value', () => {
    const broken = { PORT: '70000', SANDBOX: 'yes', MASTER_KEY: 'secret' };
    assert.throws(
      () => parseConfig(schema, broken),
      (error) => {
        assert.ok(error instanceof ConfigProblems);
        assert.equal(error.message.split('\n').length, 4);
        for (const name of ['PORT', 'STORE_URI', 'SANDBOX', 'MASTER_KEY']) assert.match(error.message, new RegExp(`^${name}: `, 'm'));
        assert.doesNotMatch(error.message, /secret|70000/);
        return true;
      },
    );
  });

  it('stops the process when it has problems', () => {
    const program = `import { readConfig } from './config.ts'; import { z } from 'zod'; readConfig(z.object({ NEEDED: z.string() }), {});`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: import.meta.dirname, encoding: 'utf8' });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /NEEDED: /);
  });
});
