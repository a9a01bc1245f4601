import { METHODS } from '../domain/methods.ts';
import { expireTrade } from '../domain/trade-manage.ts';
import type { LateEffect } from '../domain/world.ts';
import type { Simulator } from './simulator.ts';

const LONGEST_TIMER_MS = 60_000;
const LOOK_AFTER_MS = 5;

interface HeldAnswer {
  dueAt: number;
  clock: 'business' | 'real';
  release: () => void;
}

/** Everything that happens by itself when its time comes: resends, late effects, trades that run out, answers held back. */
export class DueWork {
  #simulator: Simulator;
  #held = new Set<HeldAnswer>();
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** Does what is due. Call it when time may have moved. */
  sweep(): void {
    const { world, clock, notifier } = this.#simulator;
    for (const effect of [...world.effects.values()]) if (effect.dueAt <= this.#time(effect.clock)) this.#perform(effect);
    const now = clock.now();
    for (const [tradeNo, expiresAt] of [...world.expiries]) {
      if (expiresAt > now) continue;
      this.#simulator.countActivity();
      void this.#simulator.commit(expireTrade(world, world.trades.get(tradeNo)!, now));
    }
    for (const answer of this.#held) if (answer.dueAt <= this.#time(answer.clock)) this.#release(answer);
    const open = [...world.openNotifies];
    // Nothing is told that is not on the disk yet.
    void this.#simulator.commit([]).then(() => notifier.offer(open));
    this.reschedule();
  }

  /** Business instant of the earliest thing to do; may be in the past while it is being done. */
  nextDue(): number | undefined {
    const { world, notifier } = this.#simulator;
    const times = [...world.expiries.values(), ...this.#dueTimes('business')];
    const resend = notifier.nextDue();
    if (resend !== undefined) times.push(resend);
    return times.length === 0 ? undefined : times.reduce((least, time) => Math.min(least, time));
  }

  /** Holds an answer back until its time, or until the caller hangs up. */
  hold(delayMs: number, clock: 'business' | 'real', hungUp: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer: HeldAnswer = { dueAt: this.#time(clock) + delayMs, clock, release: resolve };
    this.#held.add(answer);
    hungUp.addEventListener('abort', () => this.#release(answer), { once: true });
    this.reschedule();
    return promise;
  }

  get heldBusiness(): number {
    return [...this.#held].filter(({ clock }) => clock === 'business').length;
  }

  get realUnderWay(): number {
    return [...this.#simulator.world.effects.values()].filter(({ clock }) => clock === 'real').length;
  }

  /** Looks anew when to wake up; many calls in a row look once. */
  reschedule(): void {
    if (this.#stopped || this.#looking) return;
    this.#looking = setTimeout(() => this.#setTimer(), LOOK_AFTER_MS);
    this.#looking.unref();
  }

  #setTimer(): void {
    this.#looking = undefined;
    clearTimeout(this.#timer);
    const business = this.nextDue();
    const waits = this.#dueTimes('real').map((time) => time - Date.now());
    if (business !== undefined) waits.push(business - this.#simulator.clock.now());
    const wait = waits.reduce((least, time) => Math.min(least, time), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.sweep(), Math.max(wait, 1));
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#looking);
    for (const answer of this.#held) this.#release(answer);
  }

  #dueTimes(clock: 'business' | 'real'): number[] {
    return [...this.#simulator.world.effects.values(), ...this.#held].filter((due) => due.clock === clock).map(({ dueAt }) => dueAt);
  }

  #time(clock: 'business' | 'real'): number {
    return clock === 'business' ? this.#simulator.clock.now() : Date.now();
  }

  #release(answer: HeldAnswer): void {
    this.#held.delete(answer);
    answer.release();
  }

  /** The effect is decided when it happens: the trade may have been closed, paid or overtaken meanwhile. */
  #perform(effect: LateEffect): void {
    const { world } = this.#simulator;
    const merchant = world.merchants.get(effect.authAppId)!;
    const { method, content, notifyUrl } = effect;
    const { events } = METHODS.get(method)!(world, { method, merchant, content, notifyUrl }, this.#simulator.moment());
    this.#simulator.countActivity();
    void this.#simulator.commit([...events, { type: 'effectDone', effectId: effect.effectId }]);
  }
}
