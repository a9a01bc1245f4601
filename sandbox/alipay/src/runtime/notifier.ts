import { Agent } from 'node:http';
import { afterTry, type Notify } from '../domain/notify.ts';
import { postForm } from './delivery.ts';
import { notifyText, signRsa2 } from './rsa.ts';
import type { Simulator } from './simulator.ts';

const AT_ONCE = 32;

/** Sends notifies: first at once, then by Alipay's schedule on the business clock. What was tried is written down. */
export class Notifier {
  #simulator: Simulator;
  #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  #timeoutMs: number;
  #queue: string[] = [];
  /** Queued or being sent. */
  #taken = new Set<string>();
  #sending = 0;
  #stopped = false;

  constructor(simulator: Simulator, timeoutMs: number) {
    this.#simulator = simulator;
    this.#timeoutMs = timeoutMs;
  }

  /** Queues whatever of these is due now. Only call it with what is on the disk. */
  offer(notifyIds: Iterable<string>): void {
    const now = this.#simulator.clock.now();
    for (const id of notifyIds) {
      const notify = this.#simulator.world.notifies.get(id);
      if (notify?.nextAt === undefined || notify.nextAt > now || this.#taken.has(id)) continue;
      this.#taken.add(id);
      this.#queue.push(id);
    }
    while (this.#sending < AT_ONCE && this.#queue.length > 0 && !this.#stopped) void this.#work();
  }

  get underWay(): number {
    return this.#taken.size;
  }

  /** Business instant of the next resend. */
  nextDue(): number | undefined {
    let next: number | undefined;
    for (const id of this.#simulator.world.openNotifies) {
      const { nextAt } = this.#simulator.world.notifies.get(id)!;
      if (nextAt !== undefined && !this.#taken.has(id) && (next === undefined || nextAt < next)) next = nextAt;
    }
    return next;
  }

  stop(): void {
    this.#stopped = true;
    this.#agent.destroy();
  }

  async #work(): Promise<void> {
    this.#sending += 1;
    for (let id = this.#queue.shift(); id !== undefined && !this.#stopped; id = this.#queue.shift()) {
      await this.#send(id);
      this.#taken.delete(id);
      // A second copy, or a notify that came due while this one was on its way.
      this.offer([id]);
    }
    this.#sending -= 1;
  }

  async #send(notifyId: string): Promise<void> {
    const { world, clock } = this.#simulator;
    const notify = world.notifies.get(notifyId)!;
    const form = await this.#signed(notify);
    const delivered = await postForm(notify.url, form, { agent: this.#agent, timeoutMs: this.#timeoutMs });
    if (this.#stopped) return;
    const tried = { at: clock.now(), realAt: Date.now(), ...delivered };
    this.#simulator.countActivity();
    await this.#simulator.commit([
      { type: 'notify', notify: afterTry(world.notifies.get(notifyId)!, tried, world.switches.notifyTimeScale) },
    ]);
  }

  async #signed(notify: Notify): Promise<Record<string, string>> {
    const { alipay, stranger } = this.#simulator.keys;
    const sign = await signRsa2(notifyText(notify.fields), notify.forgery === 'signature' ? stranger : alipay);
    return { ...notify.fields, sign_type: 'RSA2', sign };
  }
}
