import type { components } from '../../src/api/gen/schema';
import { addDays, civilDateOf } from '../../src/format/date';
import { FOODS, MESSAGES, OPT_INS, PETS, PROFILE, planOf, SHIPMENTS, SHOP } from './fixtures.ts';

type Schemas = components['schemas'];

const brief = (pet: Schemas['Pet']) => ({
  petId: pet.petId,
  name: pet.name,
  species: pet.species,
  breed: pet.breed,
  picture: pet.pictures[0],
});

/** How the mock answers a credit check. */
export type Credit = 'passed' | 'rejected' | 'review';

/** What one adopter has done so far; every answer of the mock is read from it. */
export class JourneyState {
  now = new Date('2026-11-22T14:00:00+08:00');
  credit: Credit = 'passed';
  profile: Schemas['Profile'] = { ...PROFILE };
  addresses: Schemas['Address'][] = [];
  optIns = OPT_INS.map((optIn) => ({ ...optIn }));
  messages = MESSAGES.map((message) => ({ ...message }));
  application: Schemas['Application'] | undefined;
  contract: Schemas['Contract'] | undefined;
  plan: Schemas['Plan'] | undefined;
  shipments: Schemas['Shipment'][] = [];

  apply(petId: string, answers: Schemas['Answers']): Schemas['Application'] {
    const pet = PETS.find((each) => each.petId === petId) ?? PETS[0]!;
    const time = this.now.toISOString();
    this.application = {
      applicationId: 'ap1',
      adopterId: 'a1',
      petId,
      pet: brief(pet),
      state: 'submitted',
      answers,
      creditOutcome: '',
      tier: '',
      reason: '',
      reasonText: '',
      reasonMessage: { zh: '', en: '' },
      question: '',
      answer: '',
      createdTime: time,
      updatedTime: time,
      contractId: '',
    };
    return this.application;
  }

  check(authorised: boolean): Schemas['Application'] {
    const outcome = authorised ? this.credit : 'review';
    const change: Record<Credit, Partial<Schemas['Application']>> = {
      passed: { state: 'approved', creditOutcome: 'passed', tier: 'gold', holdUntilTime: '2026-11-24T06:00:00Z' },
      rejected: {
        state: 'declined',
        creditOutcome: 'rejected',
        reason: 'ZHIMA_BELOW_THRESHOLD',
        reasonMessage: { zh: '芝麻信用未达到本店门槛。', en: "Below the shop's Zhima threshold." },
      },
      review: {
        state: 'underReview',
        creditOutcome: 'notAuthorised',
        reason: 'ZHIMA_NOT_AUTHORISED',
        reasonMessage: { zh: '您没有授权芝麻信用查询，由领养馆人工审核。', en: 'You did not allow the Zhima check, so the shop decides.' },
      },
    };
    this.application = { ...this.application!, ...change[outcome] };
    return this.application;
  }

  draft(o: { skuId: string; quantity: number; periods: number; addressId: string }): Schemas['Contract'] {
    const food = FOODS.find(({ skuId }) => skuId === o.skuId) ?? FOODS[0]!;
    const amountFen = food.planFen * o.quantity;
    this.contract = {
      contractId: 'c1',
      adopterId: 'a1',
      applicationId: 'ap1',
      pet: this.application!.pet,
      state: 'draft',
      addressId: o.addressId,
      textHash: 'a'.repeat(64),
      pdfHash: '',
      createdTime: this.now.toISOString(),
      handoverDate: '',
      adopterConfirmed: false,
      shopConfirmed: false,
      pauseCount: 0,
      firstPlanDate: '',
      pausedUntilDate: '',
      version: 1,
      terms: {
        policyVersion: 1,
        templateVersion: '2026-11',
        amountFen,
        periods: o.periods,
        totalFen: amountFen * o.periods,
        skuId: food.skuId,
        skuName: food.name,
        quantity: o.quantity,
        planStart: 'signing',
        rules: SHOP.rules,
      },
      timeline: [{ type: 'contractDrafted', atTime: this.now.toISOString(), actorKind: 'adopter', reason: '' }],
    };
    return this.contract;
  }

  sign(): Schemas['Contract'] {
    this.#contractEvent('contractSigned', 'signed', 'adopter');
    this.contract = { ...this.contract!, pdfHash: '9f2c'.repeat(16), signedTime: this.now.toISOString() };
    this.application = { ...this.application!, state: 'contracted', contractId: 'c1' };
    this.plan = planOf(0, 'awaitingMandate');
    return this.contract;
  }

  /** The adopter confirmed at Alipay's page. */
  mandateSigned(): void {
    if (this.contract?.state !== 'signed') return;
    this.#contractEvent('contractActivated', 'active', 'service');
    this.plan = planOf(1, 'active');
    this.shipments = SHIPMENTS.map((shipment) => structuredClone(shipment));
  }

  pause(reason: string): Schemas['Contract'] {
    this.plan = { ...this.plan!, state: 'paused' };
    const contract = this.contract!;
    const pausedUntilDate = addDays(civilDateOf(this.now.toISOString()), contract.terms.rules.pauseDaysMax);
    this.contract = { ...contract, pauseCount: contract.pauseCount + 1, pausedUntilDate };
    return this.#contractEvent('contractPaused', 'paused', 'adopter', reason);
  }

  resume(): Schemas['Contract'] {
    this.plan = { ...this.plan!, state: 'active' };
    this.contract = { ...this.contract!, pausedUntilDate: '' };
    return this.#contractEvent('contractResumed', 'active', 'adopter');
  }

  /** The first parcel is signed for. */
  arrive(): void {
    const [shipment] = this.shipments;
    if (!shipment) return;
    const atTime = '2026-11-24T10:12:00+08:00';
    shipment.state = 'delivered';
    shipment.deliveredTime = atTime;
    shipment.parcels[0]?.track.push({ atTime, status: 'signed', text: '【西湖区】已放在家门口，本人签收' });
  }

  advance(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    if (!this.plan || this.plan.state === 'awaitingMandate') return;
    const paid = planOf(0, 'active').instalments.filter(
      ({ planDate }) => Date.parse(`${planDate}T00:00:00+08:00`) - 5 * 86_400_000 <= this.now.getTime(),
    ).length;
    this.plan = planOf(Math.max(1, Math.min(12, paid)), paid >= 12 ? 'ended' : 'active');
    if (paid >= 12) this.#contractEvent('contractCompleted', 'completed', 'service');
    this.shipments = Array.from(
      { length: Math.min(12, paid) },
      (_, index) =>
        ({
          ...structuredClone(SHIPMENTS[0]!),
          shipmentId: `c1_${index + 1}`,
          period: index + 1,
          state: index === 0 && paid === 1 ? 'shipped' : 'delivered',
        }) as Schemas['Shipment'],
    );
  }

  #contractEvent(type: string, state: Schemas['Contract']['state'], actorKind: string, reason = ''): Schemas['Contract'] {
    const contract = this.contract!;
    this.contract = {
      ...contract,
      state,
      version: contract.version + 1,
      timeline: [...contract.timeline, { type, atTime: this.now.toISOString(), actorKind, reason }],
    };
    return this.contract;
  }
}
