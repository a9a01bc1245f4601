import type { Admin } from 'kafkajs';

/** As a timestamp, asks a partition for the offset after its newest message. */
const NEWEST = -1;

/**
 * Messages that are in the topics and not committed by the group. One request for each topic and one for the group; only
 * where the group has never committed the start of the topic is asked for as well.
 */
export async function groupLag(
  admin: Admin,
  { group, topics, fromBeginning }: { group: string; topics: readonly string[]; fromBeginning: boolean },
): Promise<number> {
  const [committed, ...newest] = await Promise.all([
    admin.fetchOffsets({ groupId: group, topics: [...topics] }),
    ...topics.map((topic) => admin.fetchTopicOffsetsByTimestamp(topic, NEWEST)),
  ]);
  let lag = 0;
  for (const [index, topic] of topics.entries()) {
    const done = new Map(
      committed.find((entry) => entry.topic === topic)?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
    );
    const starts = new Map<number, number>();
    for (const { partition, offset } of newest[index] ?? []) {
      const end = Number(offset);
      const at = done.get(partition) ?? -1;
      if (at >= 0) lag += Math.max(0, end - at);
      else if (fromBeginning && end > 0) {
        if (starts.size === 0) for (const { partition: p, low } of await admin.fetchTopicOffsets(topic)) starts.set(p, Number(low));
        lag += end - (starts.get(partition) ?? 0);
      }
    }
  }
  return lag;
}
