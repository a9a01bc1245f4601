import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A participant with a list of due instants. Working one off takes `workMs` of
 * real time and may give work to another participant, as a charge gives a
 * shipment to the warehouse.
 */
export class FakeParticipant {
  readonly name: string;
  readonly done: { atMs: number; label: string }[] = [];
  offsetMs = 0;
  offsetsTold: number[] = [];
  timesAsked = 0;
  /** What it does when a label becomes due; may call `owe` of another participant. */
  onWork: (label: string, nowMs: number) => void = () => {};
  #due: { atMs: number; label: string }[] = [];
  #workMs: number;
  #working = false;
  #activity = 0;
  #server: Server | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: string, options: { workMs?: number } = {}) {
    this.name = name;
    this.#workMs = options.workMs ?? 0;
  }

  get nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  owe(label: string, atMs: number): void {
    this.#due.push({ atMs, label });
    this.#due.sort((a, b) => a.atMs - b.atMs);
    this.#activity += 1;
  }

  async start(port = 0): Promise<string> {
    this.#server = createServer((request, response) => {
      if (request.method === 'POST') {
        let body = '';
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          this.offsetMs = (JSON.parse(body) as { offsetMs: number }).offsetMs;
          this.offsetsTold.push(this.offsetMs);
          this.#work();
          response.end('{}');
        });
        return;
      }
      this.timesAsked += 1;
      const next = this.#due[0];
      response.end(
        JSON.stringify({
          nextDue: next ? new Date(next.atMs).toISOString() : null,
          idle: !this.#working && (!next || next.atMs > this.nowMs),
          activity: this.#activity,
          busy: this.#working ? ['working'] : [],
        }),
      );
    });
    await new Promise<void>((resolve) => this.#server?.listen(port, '127.0.0.1', resolve));
    this.#timer = setInterval(() => this.#work(), 3);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#server?.closeAllConnections();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
  }

  #work(): void {
    const next = this.#due[0];
    if (this.#working || !next || next.atMs > this.nowMs) return;
    this.#working = true;
    setTimeout(() => {
      this.#due = this.#due.filter((item) => item !== next);
      this.done.push({ label: next.label, atMs: this.nowMs });
      this.onWork(next.label, this.nowMs);
      this.#working = false;
      this.#activity += 1;
      this.#work();
    }, this.#workMs).unref();
  }
}
