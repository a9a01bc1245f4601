import type { Collection, Database, Document } from '@petpact/kit/collection';
import { Unavailable } from '@petpact/kit/refusal';

/** The process died in the middle: its memory is lost, what it had stored stays. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** What happens at one moment of an operation. */
export type Gate = (service: string, what: string) => 'go' | 'crash' | 'fail';

/** A service's disk. Each operation may fail or kill its service before it is done, or after it was: then nobody knows. */
export function faultyDatabase(service: string, disk: Database, gate: Gate): Database {
  const pass = (what: string): void => {
    const fate = gate(service, what);
    if (fate === 'crash') throw new Crash(`${service} at ${what}`);
    if (fate === 'fail') throw new Unavailable(`${service} at ${what}`);
  };
  const guarded = async <V>(what: string, operation: () => Promise<V>, writes: boolean): Promise<V> => {
    pass(`before ${what}`);
    const answer = await operation();
    if (writes) pass(`after ${what}`);
    return answer;
  };
  return {
    ping: () => disk.ping(),
    collection<T extends Document>(name: string): Collection<T> {
      const real = disk.collection<T>(name);
      return {
        name,
        findOne: (...asked) => guarded(`findOne ${name}`, () => real.findOne(...asked), false),
        find: (...asked) => guarded(`find ${name}`, () => real.find(...asked), false),
        count: (...asked) => guarded(`count ${name}`, () => real.count(...asked), false),
        insertOne: (...asked) => guarded(`insertOne ${name}`, () => real.insertOne(...asked), true),
        updateOne: (...asked) => guarded(`updateOne ${name}`, () => real.updateOne(...asked), true),
        deleteOne: (...asked) => guarded(`deleteOne ${name}`, () => real.deleteOne(...asked), true),
      };
    },
  };
}
