import type { Activity } from './activity.ts';

/** Something that works by itself: a relay, a consumer, a worker. */
export interface WorkSource {
  name: string;
  /** `nextDue`: the earliest business instant at which it has work, past ones included. */
  look(): Promise<{ idle: boolean; nextDue?: Date }>;
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
    const states: { name: string; idle: boolean; nextDue?: Date }[] = await Promise.all(
      this.#sources.map(async (source) => {
        try {
          return { name: source.name, ...(await source.look()) };
        } catch {
          return { name: source.name, idle: false };
        }
      }),
    );
    const busy = states.filter(({ idle }) => !idle).map(({ name }) => name);
    const dues = states.flatMap((state) => (state.nextDue ? [state.nextDue.getTime()] : []));
    const nextDue = dues.length > 0 ? new Date(Math.min(...dues)).toISOString() : null;
    return { nextDue, idle: busy.length === 0, activity: this.#activity.count, busy };
  }
}
