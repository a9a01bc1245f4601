import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a shop's platform is to Alipay: an address that takes notifies and answers what it is told to. */
export class NotifyReceiver {
  readonly received: Record<string, string>[] = [];
  answer = 'success';
  #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        this.received.push(Object.fromEntries(new URLSearchParams(body)));
        response.end(this.answer);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/notify`;
  }

  /** Waits until so many notifies that match have come. */
  async take(matches: (notify: Record<string, string>) => boolean, count = 1): Promise<Record<string, string>[]> {
    for (let waited = 0; waited < 30_000; waited += 20) {
      const found = this.received.filter(matches);
      if (found.length >= count) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`Only ${this.received.filter(matches).length} of ${count} notifies came.`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
