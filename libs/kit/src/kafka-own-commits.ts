import type { Consumer } from 'kafkajs';

/** `<topic>/<partition>` → offset; -1 = never committed. */
export type LaneOffsets = Map<string, number>;

/**
 * What a member has committed, as long as every lane is its own: then nobody else commits, and the broker need not be
 * asked again and again. Forgotten whenever the group forms anew.
 */
export class KafkaOwnCommits {
  #own = new Set<string>();
  #committed: LaneOffsets = new Map();
  #generation = 0;

  constructor(consumer: Consumer) {
    consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
      this.#generation += 1;
      this.#committed = new Map();
      this.#own = new Set(Object.entries(memberAssignment).flatMap(([topic, lanes]) => lanes.map((lane) => `${topic}/${lane}`)));
    });
    consumer.on('consumer.commit_offsets', ({ payload: { topics } }) => {
      for (const { topic, partitions } of topics)
        for (const { partition, offset } of partitions) this.#committed.set(`${topic}/${partition}`, Number(offset));
    });
  }

  /** What is committed on these lanes; `ask` asks the broker where it must. */
  async of(lanes: readonly string[], ask: () => Promise<LaneOffsets>): Promise<LaneOffsets> {
    if (!lanes.every((lane) => this.#own.has(lane))) return ask();
    if (lanes.every((lane) => this.#committed.has(lane))) return this.#committed;
    const generation = this.#generation;
    const asked = await ask();
    // What was committed while it was asked is newer than the answer.
    if (generation === this.#generation) this.#committed = new Map([...asked, ...this.#committed]);
    return asked;
  }
}
