import type { Activity } from './activity.ts';

/** Something that works by itself: a relay, a consumer, a worker. */
export interface WorkSource {
  name: string;
  idle(): Promise<boolean>;
  /** The earliest business instant at which it will have work. */
  nextDue?(): Promise<Date | undefined>;
}

export interface Work {
  nextDue: string | null;
  idle: boolean;
  /** Grows with everything that may cause more work; standing still twice while idle means that nothing is on its way. */
  activity: number;
  /** Who is not idle. */
  busy: string[];
}

/** Answers the test clock's question: is anything left to do now, and when is the next thing due? */
export class WorkReport {
  readonly #activity: Activity;
  readonly #sources: WorkSource[] = [];

  constructor(activity: Activity) {
    this.#activity = activity;
  }

  add(source: WorkSource): void {
    this.#sources.push(source);
  }

  /** A source that cannot tell counts as busy: the clock must not run past it. */
  async report(): Promise<Work> {
    const states = await Promise.all(
      this.#sources.map(async (source) => {
        try {
          return { name: source.name, isIdle: await source.idle(), due: await source.nextDue?.() };
        } catch {
          return { name: source.name, isIdle: false, due: undefined };
        }
      }),
    );
    const busy = states.filter(({ isIdle }) => !isIdle).map(({ name }) => name);
    const dues = states.flatMap(({ due }) => (due ? [due.getTime()] : []));
    const nextDue = dues.length > 0 ? new Date(Math.min(...dues)).toISOString() : null;
    return { nextDue, idle: busy.length === 0, activity: this.#activity.count, busy };
  }
}
