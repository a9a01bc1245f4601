import { serviceCaller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { RpcContext } from '@petpact/kit/rpc';
import { aCaller } from '@petpact/kit/testing/ports';
import type { Plan } from '../../services/billing/src/domain/plan.ts';
import { SHOP } from '../../services/billing/test/scripted-alipay.ts';
import type { Rng } from './rng.ts';
import type { Services } from './services.ts';
import type { SimulatedAlipay } from './simulated-alipay.ts';

const { merchantId } = SHOP;
const CONTEXT: RpcContext = { deadline: new Date('2100-01-01'), signal: new AbortController().signal };
const owner = aCaller({ merchantId, actor: { kind: 'staff', id: 'owner', roles: ['owner'] } });
const contractService = serviceCaller('contract', merchantId, { requestId: 'simulation' });
const adopterOf = (contractId: string) => aCaller({ merchantId, actor: { kind: 'adopter', id: `adopter-${contractId}` } });

/** What was promised to people: from the promise on the opposite must not happen. `unsure`: the answer was lost. */
type Promised = 'charges' | 'paused' | 'ended' | 'unsure';

/** The adopters and the shop: what they do, and what they were promised. */
export class People {
  readonly contracts: string[];
  readonly #promised = new Map<string, Promised>();
  #stopped: boolean | 'unsure' = false;
  #acts = 0;
  readonly #rng: Rng;
  readonly #services: Services;
  readonly #alipay: SimulatedAlipay;

  constructor(rng: Rng, services: Services, alipay: SimulatedAlipay) {
    this.#rng = rng;
    this.#services = services;
    this.#alipay = alipay;
    this.contracts = Array.from({ length: 1 + rng.below(3) }, (_, index) => `SIM${String(index + 1).padStart(23, '0')}`);
    alipay.forbids = (tradeNo) => this.#whyNot(tradeNo.split('_')[0]!);
  }

  /** One thing that somebody does now; what it is refused for does not matter. */
  async act(): Promise<string> {
    const contractId = this.#rng.pick(this.contracts);
    const doing = this.#rng.pick([
      'open',
      'open',
      'sign',
      'sign',
      'sign',
      'pause',
      'resume',
      'resume',
      'unsign',
      'pay',
      'pay',
      'skip',
      'stop',
      'release',
      'release',
      'end',
    ]);
    if (doing === 'end' && !this.#rng.chance(0.3)) return 'thinks about leaving';
    if (doing === 'unsign' && !this.#rng.chance(0.3)) return 'thinks about unsigning';
    await this.#do(doing, contractId).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
    });
    return `${doing} ${contractId}`;
  }

  /** Everybody is content again: nothing paused, nothing stopped. */
  async settle(): Promise<void> {
    for (const contractId of this.contracts) {
      for (const doing of ['open', 'sign', 'resume'] as const) await this.#do(doing, contractId).catch(ignoreRefusal);
    }
    await this.#do('release', '').catch(ignoreRefusal);
  }

  async #do(doing: string, contractId: string): Promise<void> {
    const { billing } = this.#services;
    this.#acts += 1;
    const id = `act-${this.#acts}`;
    switch (doing) {
      case 'open':
        await billing.openPlan(this.#opening(contractId), contractService, CONTEXT);
        return;
      case 'sign':
        return this.#sign(contractId);
      case 'pause':
        return this.#promise(contractId, 'paused', () =>
          billing.pausePlan({ contractId, reason: 'adopterAsked', pauseId: id }, contractService, CONTEXT),
        );
      case 'resume':
        return this.#promise(contractId, 'charges', () => billing.resumePlan({ contractId, pauseId: '' }, contractService, CONTEXT));
      case 'end':
        return this.#promise(contractId, 'ended', () =>
          billing.endPlan({ contractId, reason: 'adopterWish', feeFen: 500, feeKind: 'terminationFee' }, contractService, CONTEXT),
        );
      case 'unsign': {
        const [no] = [...this.#alipay.agreements.values()].filter(
          ({ externalNo, status }) => externalNo.startsWith(contractId) && status === 'normal',
        );
        if (no) this.#alipay.unsignByUser(no.externalNo);
        return;
      }
      case 'pay':
        return this.#pay(contractId);
      case 'skip': {
        const open = (await this.#plan(contractId))?.instalments.find(({ state }) => state === 'scheduled');
        if (open) await billing.skipPeriod({ contractId, period: open.period, skipId: id }, contractService, CONTEXT);
        return;
      }
      case 'stop':
        this.#stopped = 'unsure';
        await billing.stopCharging({ reason: '核对' }, owner, CONTEXT);
        this.#stopped = true;
        return;
      case 'release':
        this.#stopped = 'unsure';
        await billing.resumeCharging({}, owner, CONTEXT);
        this.#stopped = false;
        return;
    }
  }

  /** The page is opened, and most of the time confirmed. */
  async #sign(contractId: string): Promise<void> {
    await this.#services.billing.startMandate({ contractId, returnUrl: '' }, adopterOf(contractId), CONTEXT);
    const page = [...this.#alipay.pages.keys()].filter((no) => no.startsWith(contractId)).at(-1);
    if (page && !this.#alipay.agreements.has(page) && (this.#alipay.healthy || this.#rng.chance(0.8))) this.#alipay.confirm(page);
  }

  async #pay(contractId: string): Promise<void> {
    const plan = await this.#plan(contractId);
    const overdue = plan?.instalments.find(({ state }) => state === 'overdue');
    const due = plan?.dues?.find(({ state }) => state === 'open');
    const what = overdue ? { period: overdue.period, dueKind: '' } : { period: 0, dueKind: due?.kind ?? '' };
    if (!overdue && !due) return;
    await this.#services.billing.startPayment({ contractId, ...what, returnUrl: '' }, adopterOf(contractId), CONTEXT);
    const open = [...this.#alipay.cashier].filter(([no, trade]) => no.startsWith(contractId) && !trade.paidAt && !trade.closed);
    if (open.length > 0 && this.#rng.chance(0.7)) this.#alipay.payAtCashier(this.#rng.pick(open)[0]);
  }

  async #promise(contractId: string, promised: Promised, ask: () => Promise<unknown>): Promise<void> {
    const before = this.#promised.get(contractId) ?? 'charges';
    this.#promised.set(contractId, 'unsure');
    try {
      await ask();
      this.#promised.set(contractId, promised);
    } catch (error) {
      if (error instanceof Refusal) this.#promised.set(contractId, before);
      throw error;
    }
  }

  #whyNot(contractId: string): string | undefined {
    if (this.#stopped === true) return 'the shop had stopped its charges';
    const promised = this.#promised.get(contractId);
    return promised === 'paused' || promised === 'ended' ? `the plan was ${promised}` : undefined;
  }

  async #plan(contractId: string): Promise<Plan | undefined> {
    return this.#services.disks.billing.collection<Plan>('plans').findOne({ _id: contractId });
  }

  #opening(contractId: string) {
    const index = this.contracts.indexOf(contractId);
    return {
      contractId,
      adopterId: `adopter-${contractId}`,
      amountFen: 10_000 + index,
      periods: 2 + index,
      skuId: 'sku-1',
      skuCode: 'CAT-2KG',
      skuName: '成猫粮 2kg',
      quantity: 1,
      warehouseId: 'hz1',
      addressId: 'address-1',
      termsVersion: 1,
      planStart: 'signing',
      handoverDate: '',
      graceDays: 3,
      lateFeeFen: index === 1 ? 500 : 0,
      suspendAfterOverdue: index,
      title: '模拟 月付计划',
    };
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
