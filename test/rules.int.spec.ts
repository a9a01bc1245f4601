import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { breachesOf, readSource, sourceFiles } from './rules.ts';

const ROOT = join(import.meta.dirname, '..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
}

async function cruise(cwd: string, folders: string[]): Promise<Cruise> {
  const args = [CRUISER, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }).catch(
    (error) => error as { stdout: string },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Cruise;
}

describe('the rules of the house', () => {
  it('hold in every source file: size, names, pure domains, scoped queries, nothing left out', () => {
    const breaches = sourceFiles(ROOT)
      .filter((file) => existsSync(join(ROOT, file)))
      .flatMap((file) => breachesOf(file, readSource(ROOT, file)));
    assert.deepEqual(breaches, []);
  });
  it('hold for who may import whom', async () => {
    const { summary } = await cruise(ROOT, ['services', 'libs', 'gateway', 'sandbox']);
    assert.ok(summary.totalCruised > 300, `only ${summary.totalCruised} modules were seen`);
    assert.deepEqual(
      summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      [],
    );
  });
});

describe('each rule', () => {
  const text = (line: string) => `export const a = 1;\n${line}\n`;
  const domain = 'services/billing/src/domain/planted.ts';
  for (const [rule, path, source] of [
    ['too-long', 'libs/kit/src/planted.ts', 'const a = 1;\n'.repeat(301)],
    ['vague-name', 'gateway/src/utils.ts', text('')],
    ['impure-domain', domain, text('export const now = () => new Date();')],
    ['impure-domain', domain, text('export const draw = () => Math.random();')],
    ['impure-domain', domain, text('export async function load() {}')],
    ['impure-domain', domain, text('export const zone = process.env.TZ;')],
    ['left-out', 'console/src/planted.tsx', text('// TODO later')],
    ['skipped-test', 'libs/kit/src/planted.spec.ts', text("it.skip('is not looked at', () => {});")],
    ['unscoped-query', 'services/points/src/planted.ts', text('await accounts.findOne({ _id: adopterId });')],
  ] as const) {
    it(`fires on a planted breach: ${rule} ${source.split('\n')[1]?.slice(0, 60) ?? ''}`, () => {
      assert.ok(breachesOf(path, source).some((breach) => breach.rule === rule));
    });
  }
});

describe('each import rule', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petpact-rules-'));
  const plant = (file: string, source: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  };
  let fired: string[] = [];
  before(async () => {
    plant('node_modules/alipay-sdk/package.json', '{ "name": "alipay-sdk", "main": "index.js" }');
    plant('node_modules/alipay-sdk/index.js', 'export const AlipaySdk = 1;\n');
    for (const file of ['services/a/src/store.ts', 'services/b/src/z.ts', 'libs/kit/src/k.ts', 'sandbox/s/src/n.ts'])
      plant(file, 'export const it = 1;\n');
    plant('services/a/src/domain/x.ts', "import { it } from '../store.ts';\nexport const x = it;\n");
    plant('services/a/src/y.ts', "import { it } from '../../b/src/z.ts';\nexport const y = it;\n");
    plant('services/a/src/sdk.ts', "import { AlipaySdk } from 'alipay-sdk';\nexport const sdk = AlipaySdk;\n");
    plant('services/a/src/cheat.ts', "import { it } from '../../../sandbox/s/src/n.ts';\nexport const cheat = it;\n");
    plant('gateway/src/g.ts', "import { it } from '../../services/b/src/z.ts';\nexport const g = it;\n");
    plant('sandbox/s/src/m.ts', "import { it } from '../../../libs/kit/src/k.ts';\nexport const m = it;\n");
    plant('libs/kit/src/up.ts', "import { it } from '../../../services/b/src/z.ts';\nexport const up = it;\n");
    const { summary } = await cruise(folder, ['services', 'libs', 'gateway', 'sandbox']);
    fired = summary.violations.map(({ rule }) => rule.name);
  });
  after(() => rmSync(folder, { recursive: true }));
  for (const rule of [
    'domain-is-pure',
    'no-service-to-service',
    'gateway-has-no-rules',
    'sandbox-stands-outside',
    'kit-knows-no-business',
    'alipay-is-the-only-door',
    'product-knows-no-sandbox',
  ]) {
    it(`fires on a planted breach: ${rule}`, () => assert.ok(fired.includes(rule)));
  }
});
