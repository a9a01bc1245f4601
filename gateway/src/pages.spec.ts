import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { servePages } from './pages.ts';

const PAGE = '<!doctype html><script>alert(1)</script><script src="/m/js/app.js"></script><div id="app"></div>';
/** Of `alert(1)`. */
const HASH = 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';

describe('a page', () => {
  let folder: string;
  let app: FastifyInstance;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petpact-pages-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'secret.txt'), 'not for the web');
    app = Fastify();
    await servePages(app, { miniprogram: folder, console: folder });
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  for (const url of ['/s/tuantuan', '/console', '/console/contracts/c-1']) {
    it(`runs only what it was built with, in no frame: ${url}`, async () => {
      const { statusCode, headers, body } = await app.inject({ url });
      assert.deepEqual([statusCode, body], [200, PAGE]);
      const policy = String(headers['content-security-policy']);
      assert.ok(policy.includes(`script-src 'self' '${HASH}';`), policy);
      assert.ok(policy.includes("frame-ancestors 'none'") && policy.includes("base-uri 'none'"), policy);
      assert.ok(!/unsafe-eval|script-src[^;]*unsafe-inline|\*/.test(policy), policy);
    });
  }
  it('is not served for what is no path of a shop, nor a file outside its own', async () => {
    for (const url of ['/s/..%2f..%2fetc', '/s/UPPER', '/console/assets/..%2fsecret.txt', '/m/..%2f..%2fetc%2fpasswd']) {
      assert.equal((await app.inject({ url })).statusCode, 404, url);
    }
  });
});
