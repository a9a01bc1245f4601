import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askJson } from './people.ts';
import type { E2e } from './platform.ts';

/**
 * A notify about a real trade, rightly signed, caught on its way: the simulator sends what it once sent to the platform, but for
 * the given fields, to an address of ours.
 */
export async function catchNotify(e2e: E2e, outTradeNo: string, fields: Record<string, string> = {}): Promise<Record<string, string>> {
  let caught: (form: Record<string, string>) => void = () => {};
  const arrived = new Promise<Record<string, string>>((resolve) => {
    caught = resolve;
  });
  const sink = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    caught(Object.fromEntries(new URLSearchParams(body)));
    response.end('success');
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`;
  try {
    const { trades } = await askJson<{ trades: { merchant: string }[] }>(`${e2e.urls.alipay}/sandbox/books/trades?prefix=${outTradeNo}`);
    const forging = { how: 'fields', merchant: trades[0]?.merchant, outTradeNo, url, fields };
    await askJson(`${e2e.urls.alipay}/sandbox/notify/forge`, forging);
    return await arrived;
  } finally {
    sink.close();
  }
}
