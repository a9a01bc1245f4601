import { type BlobStore, memoryBlobStore } from '../blob-store.ts';
import { type Ids, OffsetClock, type RandomBytes, type Timer } from '../clock.ts';
import type { Database } from '../collection.ts';
import { openMemory } from '../memory.ts';
import { type MemoryBus, openMemoryBus } from '../memory-bus.ts';
import { countingBytes, countingIds, FixedClock, skippingTimer } from './ports.ts';

/** What every service's `assemble` takes, all of it in memory and standing still until the test moves it. */
export interface MemoryPorts {
  database: Database;
  bus: MemoryBus;
  /** Business time: real time plus what the test adds. */
  clock: OffsetClock;
  realClock: FixedClock;
  timer: Timer;
  ids: Ids;
  random: RandomBytes;
  blobs: BlobStore;
}

export function memoryPorts(now?: string): MemoryPorts {
  const realClock = new FixedClock(now);
  return {
    database: openMemory(),
    bus: openMemoryBus(),
    clock: new OffsetClock(realClock),
    realClock,
    timer: skippingTimer(realClock),
    ids: countingIds(),
    random: countingBytes(),
    blobs: memoryBlobStore(),
  };
}
