import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AdvanceWish,
  isQuiet,
  isWaitedFor,
  nextInstant,
  pauseBeforeRound,
  type StepRefusal,
  targetOf,
  type WorkAnswer,
  withNewer,
} from './domain/stepping.ts';
import type { ParticipantDoor } from './participants.ts';
import type { StateFile } from './state-file.ts';

export type Advanced =
  | { outcome: 'arrived'; steps: number }
  | { outcome: 'refused'; refusal: StepRefusal }
  | { outcome: 'notIdle'; waitingFor: { name: string; busy: string[] }[] };

/** What screens show while time moves. */
export interface Progress {
  untilMs: number;
  waitingFor: string[];
}

/**
 * The platform's business time: the machine's own clock plus an offset that
 * only grows. It never jumps over an instant that a participant waits for.
 */
export class TestClock {
  readonly #file: StateFile;
  readonly #door: ParticipantDoor;
  readonly #idleTimeoutMs: number;
  readonly #participants: Map<string, string>;
  /** The offset each participant has confirmed; one that joined anew has confirmed nothing. */
  readonly #confirmed = new Map<string, number>();
  #offsetMs: number;
  #progress: Progress | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: { file: StateFile; door: ParticipantDoor; idleTimeoutMs: number }) {
    this.#file = options.file;
    this.#door = options.door;
    this.#idleTimeoutMs = options.idleTimeoutMs;
    const state = options.file.read();
    this.#offsetMs = state.offsetMs;
    this.#participants = new Map(state.participants.map(({ name, url }) => [name, url]));
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
  get nowMs(): number {
    return Date.now() + this.#offsetMs;
  }
  get progress(): Progress | undefined {
    return this.#progress;
  }
  get participants(): { name: string; url: string }[] {
    return [...this.#participants].map(([name, url]) => ({ name, url }));
  }

  /** Takes a participant in, or its new address. It is told the time again, for it may have read an older one while starting. */
  join(name: string, url: string): void {
    this.#confirmed.delete(name);
    if (this.#participants.get(name) === url) return;
    this.#participants.set(name, url);
    this.#persist();
  }

  /** True when there was such a participant. */
  leave(name: string): boolean {
    this.#confirmed.delete(name);
    if (!this.#participants.delete(name)) return false;
    this.#persist();
    return true;
  }

  /** Tells the time to whoever has not confirmed it. */
  async tellAll(): Promise<void> {
    const offsetMs = this.#offsetMs;
    const behind = this.participants.filter(({ name }) => this.#confirmed.get(name) !== offsetMs);
    await Promise.all(
      behind.map(async (participant) => {
        if (await this.#door.tellOffset(participant, offsetMs)) this.#confirmed.set(participant.name, offsetMs);
      }),
    );
  }

  /** Moves time, one request after the other: a second one counts from where the first arrived. */
  advance(wish: AdvanceWish): Promise<Advanced> {
    const turn = this.#queue.then(() => this.#advanceNow(wish));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #advanceNow(wish: AdvanceWish): Promise<Advanced> {
    const target = targetOf(wish, this.nowMs);
    if ('refusal' in target) return { outcome: 'refused', refusal: target.refusal };
    this.#progress = { untilMs: target.targetMs, waitingFor: [] };
    try {
      for (let steps = 0; ; steps += 1) {
        const settled = await this.#settle();
        if (!settled.quiet) return { outcome: 'notIdle', waitingFor: settled.waitingFor.map(({ name, busy }) => ({ name, busy })) };
        const nowMs = this.nowMs;
        if (nowMs >= target.targetMs) return { outcome: 'arrived', steps };
        this.#moveTo(nextInstant({ answers: settled.answers, nowMs, targetMs: target.targetMs }), nowMs);
      }
    } finally {
      this.#progress = undefined;
    }
  }

  /**
   * Asks until time may move on, or until patience ends. Between two rounds with everybody only those are asked who were
   * not idle: asking costs those who work. Their newest answer then stands for them in the round before.
   */
  async #settle(): Promise<{ quiet: true; answers: WorkAnswer[] } | { quiet: false; waitingFor: WorkAnswer[] }> {
    const deadline = performance.now() + this.#idleTimeoutMs;
    let previous: WorkAnswer[] | undefined;
    for (let round = 0; ; round += 1) {
      await this.tellAll();
      const nowAsked = this.nowMs;
      const busy = new Set(previous?.filter((answer) => isWaitedFor(answer, nowAsked)).map(({ name }) => name));
      const waitedFor = this.participants.filter(({ name }) => busy.has(name));
      const everybody = waitedFor.length === 0;
      const answers = await Promise.all((everybody ? this.participants : waitedFor).map((participant) => this.#ask(participant)));
      const nowMs = this.nowMs;
      if (everybody && previous !== undefined && isQuiet(previous, answers, nowMs)) return { quiet: true, answers };
      previous = everybody || previous === undefined ? answers : withNewer(previous, answers);
      const waitingFor = previous.filter((answer) => isWaitedFor(answer, nowMs));
      if (this.#progress) this.#progress.waitingFor = waitingFor.map(({ name }) => name);
      if (performance.now() >= deadline) return { quiet: false, waitingFor: waitingFor.length > 0 ? waitingFor : answers };
      await sleep(waitingFor.length === 0 ? 2 : pauseBeforeRound(round));
    }
  }

  /** One that has not confirmed the time does not know what is due, so it is not taken for idle. */
  async #ask(participant: { name: string; url: string }): Promise<WorkAnswer> {
    const answer = await this.#door.askWork(participant);
    const knowsTheTime = this.#confirmed.get(participant.name) === this.#offsetMs;
    return knowsTheTime || !answer.reachable ? answer : { ...answer, idle: false, busy: ['has not confirmed the time', ...answer.busy] };
  }

  #moveTo(instantMs: number, nowMs: number): void {
    this.#offsetMs += instantMs - nowMs;
    this.#persist();
  }

  #persist(): void {
    this.#file.write({ offsetMs: this.#offsetMs, participants: this.participants });
  }
}
