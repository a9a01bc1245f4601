import { stateFrom } from '@petpact/kit/wire';
import type { ChargingStop, Instalment, Plan } from '@petpact/proto/billing/v1/billing_service';
import type { Application, Contract, Ending, GetOfferResponse, Settlement } from '@petpact/proto/contract/v1/contract_service';
import type { Shipment } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import type { components } from '../../../libs/api/gen/schema.ts';
import { sentenceOf } from '../reasons.ts';
import { pictureUrl, rulesView } from './shop.ts';

type Schemas = components['schemas'];

const at = <K extends string>(name: K, time: Date | undefined): { [P in K]?: string } =>
  time ? ({ [name]: time.toISOString() } as { [P in K]: string }) : {};
const instant = (time: Date | undefined): string => (time ?? new Date(0)).toISOString();

function petBrief(of: { petId: string; petName: string; petSpecies: string; petBreed: string; petPicture: string }): Schemas['PetBrief'] {
  const { petId, petName, petSpecies, petBreed, petPicture } = of;
  return { petId, name: petName, species: petSpecies, breed: petBreed, ...(petPicture === '' ? {} : { picture: pictureUrl(petPicture) }) };
}

export function applicationView(application: Application, adopterName?: string): Schemas['Application'] {
  const { applicationId, adopterId, petId, creditOutcome, tier, reason, reasonText, question, answer, contractId } = application;
  const { housing, ...answers } = application.answers ?? { housing: 'own', experience: false, household: 1, hoursAlone: 0, reason: '' };
  return {
    applicationId,
    adopterId,
    petId,
    pet: petBrief(application),
    state: stateFrom('STATE', application.state) ?? 'submitted',
    answers: { ...answers, housing: housing === 'rent' ? 'rent' : 'own' },
    creditOutcome,
    tier,
    reason,
    reasonText,
    reasonMessage: reason === '' ? { zh: '', en: '' } : sentenceOf(reason),
    question,
    answer,
    createdTime: instant(application.createdTime),
    updatedTime: instant(application.updatedTime),
    ...at('holdUntilTime', application.holdUntilTime),
    contractId,
    ...(adopterName === undefined ? {} : { adopterName }),
  };
}

export function contractView(contract: Contract, adopterName?: string): Schemas['Contract'] {
  const {
    contractId,
    adopterId,
    applicationId,
    addressId,
    textHash,
    pdfHash,
    handoverDate,
    adopterConfirmed,
    shopConfirmed,
    pauseCount,
    version,
    firstPlanDate,
    pausedUntilDate,
  } = contract;
  const terms = contract.terms;
  return {
    contractId,
    adopterId,
    applicationId,
    addressId,
    textHash,
    pdfHash,
    handoverDate,
    adopterConfirmed,
    shopConfirmed,
    pauseCount,
    version,
    firstPlanDate,
    pausedUntilDate,
    pet: petBrief(contract),
    state: stateFrom('STATE', contract.state) ?? 'draft',
    terms: {
      policyVersion: terms?.policyVersion ?? 0,
      templateVersion: terms?.templateVersion ?? '',
      amountFen: terms?.amountFen ?? 0,
      periods: terms?.periods ?? 0,
      totalFen: terms?.totalFen ?? 0,
      skuId: terms?.skuId ?? '',
      skuName: terms?.skuName ?? '',
      quantity: terms?.quantity ?? 0,
      planStart: terms?.planStart === 'handover' ? 'handover' : 'signing',
      rules: rulesView(terms?.rules),
    },
    createdTime: instant(contract.createdTime),
    ...at('signedTime', contract.signedTime),
    ...at('activatedTime', contract.activatedTime),
    ...at('endedTime', contract.endedTime),
    timeline: contract.timeline.map(({ type, atTime, actorKind, reason }) => ({ type, atTime: instant(atTime), actorKind, reason })),
    ...(contract.ending === undefined ? {} : { ending: endingView(contract.ending) }),
    ...(adopterName === undefined ? {} : { adopterName }),
  };
}

const CAUSES = [
  'adopterWish',
  'petDied',
  'petReturned',
  'guaranteeIllness',
  'shopBreach',
  'shopWish',
  'adopterBreach',
  'mandateMissing',
] as const;
const ENDERS = ['adopter', 'staff', 'service'] as const;

export function settlementView(settlement: Settlement | undefined): Schemas['Settlement'] {
  if (settlement === undefined) throw new Error('contract told no settlement');
  return { ...settlement, cause: oneOf(CAUSES, settlement.cause) };
}

function endingView({ cause, actorKind, reason, wantedTime, settlement }: Ending): Schemas['Ending'] {
  return {
    cause,
    actorKind: oneOf(ENDERS, actorKind),
    reason,
    wantedTime: instant(wantedTime),
    settlement: settlementView(settlement),
  };
}

/** A code that a service tells, as the document lists it; one that it does not list is our fault, never passed on. */
function oneOf<T extends string>(codes: readonly T[], code: string): T {
  const known = codes.find((one) => one === code);
  if (known === undefined) throw new Error(`a code that the document does not list: ${code}`);
  return known;
}

export function offerView({ tier, monthlyLimitFen, periods, skus, planStart }: GetOfferResponse): Schemas['Offer'] {
  const offered = skus.map(({ picture, ...sku }) => ({ ...sku, ...(picture === '' ? {} : { picture: pictureUrl(picture) }) }));
  return { tier, monthlyLimitFen, periods, skus: offered, planStart: planStart === 'handover' ? 'handover' : 'signing' };
}

function instalmentView(instalment: Instalment): Schemas['Instalment'] {
  const { nextTryTime, paidTime, noticedTime, shippedTime, lateTime, state, ...fields } = instalment;
  return {
    ...fields,
    state: stateFrom('STATE', state) ?? 'scheduled',
    ...at('nextTryTime', nextTryTime),
    ...at('paidTime', paidTime),
    ...at('noticedTime', noticedTime),
    ...at('shippedTime', shippedTime),
    ...at('lateTime', lateTime),
  };
}

const DUE_KINDS = ['lateFee', 'terminationFee', 'breachFee'] as const;
const DUE_STATES = ['open', 'paid', 'waived'] as const;
export function stopView(stop: ChargingStop | undefined): Schemas['ChargingStop'] {
  if (stop === undefined) throw new Error('billing told no stop button');
  const { changedTime, ...rest } = stop;
  return { ...rest, ...(stop.actorKind === '' ? {} : at('changedTime', changedTime)) };
}

const MANDATE_STATES = ['none', 'pending', 'signed', 'revoked'] as const;

export function planView(plan: Plan): Schemas['Plan'] {
  const { contractId, totalFen, paidFen, nextStep, nextStepTime, version, reason, mandate } = plan;
  const { agreementNo = '', singleCapFen = 0, firstDate = '', payerLogon = '' } = mandate ?? {};
  return {
    contractId,
    totalFen,
    paidFen,
    nextStep,
    version,
    reason,
    ...at('nextStepTime', nextStepTime),
    state: stateFrom('STATE', plan.state) ?? 'awaitingMandate',
    mandate: {
      state: MANDATE_STATES.find((one) => one === mandate?.state) ?? 'none',
      agreementNo,
      singleCapFen,
      firstDate,
      payerLogon,
      ...at('signedTime', mandate?.signedTime),
    },
    instalments: plan.instalments.map(instalmentView),
    dues: plan.dues.map(({ kind, amountFen, state, ofPeriod }) => ({
      kind: oneOf(DUE_KINDS, kind),
      amountFen,
      ofPeriod,
      state: oneOf(DUE_STATES, state),
    })),
  };
}

export function shipmentView(shipment: Shipment): Schemas['Shipment'] {
  const { shipmentId, contractId, period, adopterId, skuName, quantity, reason, tries, version } = shipment;
  const parcels = shipment.parcels.map((parcel) => ({
    ...parcel,
    track: parcel.track.map((point) => ({ ...point, atTime: instant(point.atTime) })),
  }));
  return {
    shipmentId,
    contractId,
    period,
    adopterId,
    skuName,
    quantity,
    reason,
    tries,
    version,
    parcels,
    state: stateFrom('STATE', shipment.state) ?? 'queued',
    createdTime: instant(shipment.createdTime),
    ...at('shippedTime', shipment.shippedTime),
    ...at('deliveredTime', shipment.deliveredTime),
  };
}
