import { type Application, submit } from '../src/domain/application.ts';
import type { Contract, StepContext } from '../src/domain/contract.ts';
import { hearPlan } from '../src/domain/plan-facts.ts';
import type { Policy } from '../src/domain/policy.ts';
import { draftContract, sign } from '../src/domain/signing.ts';
import { aPet, aShop, PLATFORM_NAME, someTerms } from './agreement.builder.ts';

/** 23 November 2026, 10:15 in Shanghai. */
export const NOW = new Date('2026-11-23T02:15:00Z');
export const byAdopter: StepContext = { now: NOW, actorKind: 'adopter' };

export function anApplication(change: Partial<Application> = {}): Application {
  const answers = { housing: 'own', experience: true, household: 2, hoursAlone: 6, reason: '想给它一个家' };
  const pet = { name: '年糕', species: 'cat', breed: '中华田园猫', picture: '' };
  const about = { _id: 'A1', merchantId: 'm-1', adopterId: 'adopter-1', petId: 'pet-1', pet, answers };
  return { ...submit(about, { now: NOW, holdHours: 48 }).state, ...change };
}

export function aDraft(change: { policy?: Partial<Policy>; rules?: Partial<Policy['rules']> } = {}): Contract {
  const draft = {
    _id: 'C1',
    merchantId: 'm-1',
    adopterId: 'adopter-1',
    applicationId: 'A1',
    addressId: 'address-1',
    shop: aShop,
    pet: aPet,
    petPicture: '',
    platform: PLATFORM_NAME,
    terms: someTerms(change),
    signer: { name: 'sealed', identityNumber: 'sealed', phone: 'sealed' },
    textHash: 'hash-1',
  };
  return draftContract(draft, byAdopter, new Date('2026-11-25T02:15:00Z')).state;
}

export function aSigned(change: Parameters<typeof aDraft>[0] = {}): Contract {
  const copy = { pdfHash: 'ab'.repeat(32), pdfBlob: 'm-1/pdf', signatureBlob: 'm-1/sig', signedAt: NOW };
  return sign(aDraft(change), copy, 'hash-1').state;
}

/** Signed, told to everyone, and the mandate stands. */
export function anActive(change: Parameters<typeof aDraft>[0] = {}): Contract {
  const told = { ...aSigned(change), duties: [], dutySince: undefined };
  return { ...hearPlan(told, { type: 'mandateSigned' }, { planVersion: 3, now: NOW }).state, duties: [], dutySince: undefined };
}
