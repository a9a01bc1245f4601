import { createHash } from 'node:crypto';
import { incomingEvent } from '@petpact/kit/incoming-event';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import { FixedClock } from '@petpact/kit/testing/ports';
import type { LedgerEntry } from '../../services/billing/src/domain/ledger.ts';
import type { Plan } from '../../services/billing/src/domain/plan.ts';
import type { Shipment } from '../../services/fulfillment/src/domain/shipment.ts';
import type { Account, Entry } from '../../services/points/src/domain/points.ts';
import { Crash } from './faulty-database.ts';
import { type Books, violationsOf } from './invariants.ts';
import { People } from './people.ts';
import { Rng } from './rng.ts';
import { SERVICES, type ServiceName, Services } from './services.ts';
import { SimulatedAlipay } from './simulated-alipay.ts';
import { SimulatedBus } from './simulated-bus.ts';
import { SimulatedWarehouse } from './simulated-warehouse.ts';

const START = '2026-12-06T09:00:00+08:00';
const LEASE_MS = 60_000;
const STEPS = 700;
/** More than any healthy end needs; a run that takes longer does not come to rest. */
const MOST_HEALTHY_ROUNDS = 3_000;
const MINUTE_MS = 60_000;
/** How long after the faults the world is watched: the plans have at most four periods, and may be moved on. */
const WATCHED_MS = 500 * 86_400_000;
const TOPICS: Record<ServiceName, readonly string[]> = {
  billing: ['fulfillment.events.v1'],
  fulfillment: ['billing.events.v1'],
  points: ['billing.events.v1'],
};

export interface Outcome {
  seed: number;
  violations: string[];
  /** Over everything that happened: the same seed gives the same. */
  fingerprint: string;
  /** What was done, in order; kept only where it is asked for. */
  trace: string[];
  crashes: number;
}

/** One world from one seed: real services, simulated everything else; first with faults, then healed until it rests. */
class Simulation {
  readonly clock = new FixedClock(START);
  readonly alipay: SimulatedAlipay;
  readonly warehouse: SimulatedWarehouse;
  readonly bus: SimulatedBus;
  readonly services: Services;
  readonly people: People;
  readonly rng: Rng;
  readonly trace: string[] = [];
  readonly #hash = createHash('sha256');
  readonly #dead = new Set<ServiceName>();
  #faulty = true;
  crashes = 0;

  constructor(seed: number) {
    const rng = new Rng(seed);
    this.rng = rng;
    this.alipay = new SimulatedAlipay(this.clock, rng);
    this.warehouse = new SimulatedWarehouse(this.clock, rng);
    const gate = (service: string, what: string) => this.#fate(service, what);
    this.bus = new SimulatedBus(gate);
    this.services = new Services({ clock: this.clock, alipay: this.alipay, warehouse: this.warehouse, bus: this.bus, gate });
    this.people = new People(rng, this.services, this.alipay);
  }

  /** Faults are drawn at every operation of a disk or the bus. */
  #fate(service: string, what: string): 'go' | 'crash' | 'fail' {
    if (!this.#faulty) return 'go';
    const drawn = this.rng.next();
    if (drawn >= 0.012) return 'go';
    const fate = drawn < 0.005 && service !== 'bus' ? 'crash' : 'fail';
    if (fate === 'crash') this.#dead.add(service as ServiceName);
    this.#note(`${fate} ${service} ${what}`);
    return fate;
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) await this.#guarded(() => this.#someStep());
    this.#faulty = false;
    this.alipay.healthy = true;
    this.warehouse.healthy = true;
    this.alipay.newMood();
    await this.people.settle();
    await this.#rest();
  }

  /** A step may be cut off anywhere; whoever died in it is started again from its disk. */
  async #guarded(step: () => Promise<string>): Promise<void> {
    try {
      this.#note(await step());
    } catch (error) {
      const expected =
        error instanceof Crash || error instanceof Unavailable || error instanceof Refusal || (error as Error).name === 'Conflict';
      if (!expected && !(error as Error & { cause?: Error }).cause) throw error;
      this.#note(`failed: ${(error as Error).message.slice(0, 80)}`);
    }
    for (const name of this.#dead) {
      this.crashes += 1;
      this.services.start(name);
    }
    this.#dead.clear();
  }

  async #someStep(): Promise<string> {
    const drawn = this.rng.below(100);
    if (drawn < 34) return this.#work();
    if (drawn < 48) return this.#publish(this.rng.pick(SERVICES));
    if (drawn < 70) return this.#deliver();
    if (drawn < 76) return this.#notify();
    if (drawn < 88) return this.people.act();
    return this.#timePasses();
  }

  async #work(): Promise<string> {
    const name = this.rng.pick(SERVICES);
    const worker = this.rng.pick(this.services.running[name].workers);
    this.alipay.newMood();
    const due = await worker.store.claimDueAcrossMerchants({ now: this.clock.now(), limit: 1 + this.rng.below(2), leaseMs: LEASE_MS });
    for (const { merchantId, id } of due) {
      await worker.act(merchantId, id);
      await worker.store.release(id);
    }
    return `${worker.name} did ${due.map(({ id }) => id).join(' ')}`;
  }

  async #publish(name: ServiceName): Promise<string> {
    await this.services.running[name].relay.flush();
    return `${name} published`;
  }

  /** One message to one group: it may come twice, because the commit was lost, or again, because the group lost its place. */
  async #deliver(): Promise<string> {
    const group = this.rng.pick(SERVICES);
    const topic = this.rng.pick(TOPICS[group]);
    const keys = this.bus.waiting(group, topic);
    if (keys.length === 0) return 'nothing to deliver';
    const key = this.rng.pick(keys);
    if (this.#faulty && this.rng.chance(0.04)) this.bus.replay(group, topic, key, this.rng);
    await this.#handle(group, topic, key);
    return `${group} took ${key}`;
  }

  async #handle(group: ServiceName, topic: string, key: string): Promise<void> {
    const message = this.bus.next(group, topic, key)!;
    const [consumer] = this.services.running[group].consumers;
    try {
      await consumer!.handle(incomingEvent(message));
    } catch (error) {
      // As the kit does it: what is not there yet is tried again, what is refused otherwise is over.
      if (!(error instanceof Refusal) || error.kind === 'notFound') throw error;
    }
    if (!this.#faulty || this.rng.chance(0.85)) this.bus.commit(group, topic, key);
  }

  /** Alipay's notifies come late, twice, out of order, and sometimes from somebody else. */
  async #notify(): Promise<string> {
    if (this.alipay.notifies.length === 0) return 'no notify';
    const form = this.rng.pick(this.alipay.notifies);
    const lie = this.rng.pick<Record<string, string>>([{ sign: 'forged' }, { total_amount: '0.01' }, { seller_id: '2088' }]);
    const forged = this.rng.chance(0.1) ? { ...form, ...lie } : form;
    await this.#record(forged);
    return `notify ${form.out_trade_no ?? form.external_agreement_no}`;
  }

  async #record(form: Record<string, string>): Promise<void> {
    const fields = Object.entries(form).map(([name, value]) => ({ name, value }));
    const gateway = { merchantId: 'platform', actor: { kind: 'service', id: 'gateway' }, requestId: 'n' } as const;
    await this.services.billing.recordNotify({ fields }, gateway, {
      deadline: new Date('2100-01-01'),
      signal: new AbortController().signal,
    });
  }

  async #timePasses(): Promise<string> {
    const next = await this.#nextDue();
    const toNext = next && this.rng.chance(0.6) ? next.getTime() - this.clock.now().getTime() : 0;
    this.clock.advance(toNext > 0 ? toNext : MINUTE_MS * (1 + this.rng.below(this.rng.chance(0.2) ? 3_000 : 120)));
    this.warehouse.tick();
    return `it is ${this.clock.now().toISOString()}`;
  }

  async #nextDue(): Promise<Date | undefined> {
    const all = SERVICES.flatMap((name) => this.services.running[name].workers.map(({ store }) => store.nextDueAcrossMerchants()));
    const dues = (await Promise.all(all)).filter((due): due is Date => due !== undefined);
    return dues.sort((a, b) => a.getTime() - b.getTime())[0];
  }

  /** All is well from now on: everything that is due is done until nothing is, and that must come to an end. */
  async #rest(): Promise<void> {
    // A claim of a process that died holds until its lease is over.
    this.clock.advance(2 * LEASE_MS);
    const until = new Date(this.clock.now().getTime() + WATCHED_MS);
    let told = 0;
    for (let round = 0; round < MOST_HEALTHY_ROUNDS; round += 1) {
      let busy = await this.#workAll();
      for (const name of SERVICES) await this.#publish(name);
      busy = (await this.#deliverAll()) || busy;
      for (; told < this.alipay.notifies.length; told += 1) await this.#record(this.alipay.notifies[told]!).catch(refusalOnly);
      if (busy) continue;
      const next = await this.#nextDue();
      if (!next || next > until) return;
      this.clock.set(new Date(Math.max(next.getTime(), this.clock.now().getTime() + 1_000)));
      this.warehouse.tick();
    }
    this.alipay.forbidden.push(`the world does not come to rest: ${await this.#nextDue()}`);
  }

  async #workAll(): Promise<boolean> {
    let did = false;
    for (const name of SERVICES) {
      for (const { store, act } of this.services.running[name].workers) {
        for (const { merchantId, id } of await store.claimDueAcrossMerchants({ now: this.clock.now(), limit: 50, leaseMs: LEASE_MS })) {
          did = true;
          await act(merchantId, id).catch(refusalOnly);
          await store.release(id);
        }
      }
    }
    return did;
  }

  async #deliverAll(): Promise<boolean> {
    let did = false;
    for (const group of SERVICES)
      for (const topic of TOPICS[group])
        for (const key of this.bus.waiting(group, topic)) {
          did = true;
          await this.#handle(group, topic, key);
        }
    return did;
  }

  async books(): Promise<Books> {
    const { disks } = this.services;
    const all = <T>(name: ServiceName, collection: string) =>
      disks[name].collection(collection).find({}) as Promise<unknown> as Promise<T[]>;
    const amountOf = (tradeNo: string) => this.alipay.trade(tradeNo)?.amountFen ?? 0;
    return {
      plans: await all<Plan>('billing', 'plans'),
      ledger: await all<LedgerEntry>('billing', 'ledger'),
      shipments: await all<Shipment>('fulfillment', 'shipments'),
      accounts: await all<Account>('points', 'accounts'),
      entries: await all<Entry>('points', 'entries'),
      kept: this.alipay.kept().map((tradeNo) => ({ tradeNo, amountFen: amountOf(tradeNo) })),
      parcels: this.warehouse.parcels,
      inForce: [...this.alipay.agreements.values()].filter(({ status }) => status === 'normal').map(({ externalNo }) => externalNo),
    };
  }

  #note(line: string): void {
    this.trace.push(line);
    this.#hash.update(`${line}\n`);
  }

  fingerprint(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
}

function refusalOnly(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Runs one seed to its end and judges it by the simulators' own books. */
export async function simulate(seed: number): Promise<Outcome> {
  const world = new Simulation(seed);
  await world.run();
  const violations = [...world.alipay.forbidden, ...violationsOf(await world.books())];
  return { seed, violations, fingerprint: world.fingerprint(), trace: world.trace, crashes: world.crashes };
}
