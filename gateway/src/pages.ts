import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const SLUG = /^[a-z][a-z0-9-]{1,30}$/;

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;

/**
 * What a page may load and run: its own files and the inline scripts it was built with, and nobody may put it into a frame.
 * Styles may be inline, because both component libraries write them; a signed agreement is shown out of a blob.
 */
function policyOf(html: string): string {
  const built = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...built].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'self' blob:",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Serves the built front ends: the mini-program's H5 at `/s/<shop>` (its files at /m/), the console at /console.
 * A front end that was not built answers with one sentence instead of an empty page.
 */
export async function servePages(app: FastifyInstance, dist: { miniprogram: string; console: string }): Promise<void> {
  await app.register(async (pages) => {
    if (existsSync(dist.miniprogram))
      await pages.register(fastifyStatic, { root: dist.miniprogram, prefix: '/m/', decorateReply: false, index: false });
    if (existsSync(join(dist.console, 'assets'))) {
      await pages.register(fastifyStatic, {
        root: join(dist.console, 'assets'),
        prefix: '/console/assets/',
        decorateReply: false,
        index: false,
        immutable: true,
        maxAge: '1y',
      });
    }
    const page = async (folder: string): Promise<string | undefined> => readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    const missing =
      '<!doctype html><meta charset="utf-8"><title>PetPact</title><p>页面尚未构建，请先运行 npm start。 This front end is not built yet: run npm start.</p>';
    const show = (folder: string) => async (request: { params: unknown }, reply: import('fastify').FastifyReply) => {
      const { shop } = request.params as { shop?: string };
      if (shop !== undefined && !SLUG.test(shop)) return reply.callNotFound();
      const html = await page(folder);
      return reply
        .code(html ? 200 : 503)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', policyOf(html ?? missing))
        .send(html ?? missing);
    };
    const unlimited = { config: { rateLimit: false } } as const;
    pages.get('/s/:shop', unlimited, show(dist.miniprogram));
    pages.get('/s/:shop/', unlimited, show(dist.miniprogram));
    pages.get('/console', unlimited, show(dist.console));
    pages.get('/console/', unlimited, show(dist.console));
    pages.get('/console/*', unlimited, show(dist.console));
    pages.get('/', unlimited, async (_, reply) => reply.redirect('/console'));
  });
}
