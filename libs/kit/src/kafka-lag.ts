import { setTimeout as delay } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import type { KafkaOwnCommits, LaneOffsets } from './kafka-own-commits.ts';
import { Unavailable } from './refusal.ts';

interface Offsets {
  topic: string;
  partitions: { partition: number; offset: string }[];
}

/** The part of kafkajs's own cluster that is used here. Its admin client asks topic by topic, three requests each. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  refreshMetadataIfNecessary(): Promise<void>;
  findTopicPartitionMetadata(topic: string): { partitionId: number }[];
  fetchTopicsOffset(topics: { topic: string; fromBeginning: boolean; partitions: { partition: number }[] }[]): Promise<Offsets[]>;
  findGroupCoordinator(group: { groupId: string }): Promise<Coordinator>;
}

interface Coordinator {
  offsetFetch(request: {
    groupId: string;
    topics: { topic: string; partitions: { partition: number }[] }[];
  }): Promise<{ responses: Offsets[] }>;
}

const TRIES = 5;

/** What a group reads. `own`: what its member in this process has committed. */
interface Reading {
  topics: readonly string[];
  fromBeginning: boolean;
  own?: KafkaOwnCommits;
}

/**
 * Tells how far a group is behind, in two requests however many topics it reads, because the test clock asks very often.
 * One for all groups of a process, on a connection of its own: a consumer's connection may be waiting for messages.
 */
export class KafkaLag {
  readonly #cluster: Cluster;
  readonly #coordinators = new Map<string, Coordinator>();
  #connected?: Promise<void>;

  constructor(kafka: Kafka) {
    this.#cluster = clusterOf(kafka);
  }

  /** Messages in the topics that the group has not committed; where it never committed, all that the topic still holds. */
  async of(group: string, reading: Reading): Promise<number> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#ask(group, reading);
      } catch (error) {
        if (tried === TRIES) throw new Unavailable(`the lag of ${group} is not known`, { cause: error });
        this.#coordinators.clear();
        await delay(20 * tried);
        await this.#cluster.refreshMetadata().catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    if (this.#connected) await this.#cluster.disconnect();
  }

  async #ask(group: string, { topics, fromBeginning, own }: Reading): Promise<number> {
    this.#connected ??= this.#cluster.connect();
    await this.#connected.catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    await this.#cluster.addMultipleTargetTopics([...topics]);
    await this.#cluster.refreshMetadataIfNecessary();
    const asked = topics.map((topic) => ({
      topic,
      partitions: this.#cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId })),
    }));
    // What is committed first: a message that is published and committed in between must not count as negative lag elsewhere.
    const ask = async () => flat(await this.#committed(group, asked));
    const committed = own ? await own.of(lanesOf(asked), ask) : await ask();
    const ends = flat(await this.#cluster.fetchTopicsOffset(asked.map((topic) => ({ ...topic, fromBeginning: false }))));
    const isNew = [...ends].some(([lane, end]) => end > 0 && (committed.get(lane) ?? -1) < 0);
    const starts =
      isNew && fromBeginning
        ? flat(await this.#cluster.fetchTopicsOffset(asked.map((topic) => ({ ...topic, fromBeginning: true }))))
        : ends;
    let lag = 0;
    for (const [lane, end] of ends) {
      const at = committed.get(lane) ?? -1;
      lag += Math.max(0, end - (at >= 0 ? at : (starts.get(lane) ?? 0)));
    }
    return lag;
  }

  async #committed(group: string, topics: { topic: string; partitions: { partition: number }[] }[]): Promise<Offsets[]> {
    const coordinator = this.#coordinators.get(group) ?? (await this.#cluster.findGroupCoordinator({ groupId: group }));
    this.#coordinators.set(group, coordinator);
    return (await coordinator.offsetFetch({ groupId: group, topics })).responses;
  }
}

function lanesOf(topics: readonly { topic: string; partitions: { partition: number }[] }[]): string[] {
  return topics.flatMap(({ topic, partitions }) => partitions.map(({ partition }) => `${topic}/${partition}`));
}

function flat(offsets: Offsets[]): LaneOffsets {
  return new Map(
    offsets.flatMap(({ topic, partitions }) => partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)])),
  );
}

function clusterOf(kafka: Kafka): Cluster {
  const create = Object.getOwnPropertySymbols(kafka).find((symbol) => symbol.description === 'private:Kafka:createCluster');
  const made =
    create &&
    (kafka as unknown as Record<symbol, (options: object) => Cluster>)[create]?.({
      metadataMaxAge: 300_000,
      allowAutoTopicCreation: false,
    });
  if (!made) throw new Error('this is not kafkajs 2.2.4');
  return made;
}
