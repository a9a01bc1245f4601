import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Operation, operationsOf } from './openapi.ts';
import { askJson } from './people.ts';
import { type E2e, platform } from './platform.ts';
import {
  APPLICATION_STEPS,
  ARREARS_STEPS,
  CONTRACT_STEPS,
  LEAVING_STEPS,
  MANDATE_STEPS,
  OWN_RECORD_STEPS,
  RUNNING_STEPS,
} from './stranger-walk/adopter-steps.ts';
import { enterWarehouse, PARTNER_STEPS, PUBLIC_PARTNER_OPERATIONS } from './stranger-walk/partner-steps.ts';
import { LAST_STEPS, PUBLIC_OPERATIONS, VISITOR_STEPS } from './stranger-walk/public-steps.ts';
import {
  BOOKING_STEPS,
  HANDOVER_STEPS,
  NOTICE_STEPS,
  PLATFORM_STEPS,
  REVIEW_STEPS,
  SHOP_KEEPING_STEPS,
  SHOP_RUNNING_STEPS,
} from './stranger-walk/shop-steps.ts';
import { type Cast, coverageProblems, type Step, walkStep } from './stranger-walk/walk.ts';
import { enter, type World } from './stranger-walk/world.ts';

/** One adoption, told operation by operation, in the order in which it can happen. */
const STEPS: Step<World>[] = [
  ...VISITOR_STEPS,
  ...OWN_RECORD_STEPS,
  ...SHOP_KEEPING_STEPS,
  ...APPLICATION_STEPS,
  ...REVIEW_STEPS,
  ...CONTRACT_STEPS,
  ...BOOKING_STEPS,
  ...MANDATE_STEPS,
  ...HANDOVER_STEPS,
  ...SHOP_RUNNING_STEPS,
  ...RUNNING_STEPS,
  ...ARREARS_STEPS,
  ...NOTICE_STEPS,
  ...LEAVING_STEPS,
  ...PLATFORM_STEPS,
  ...LAST_STEPS,
];

/** Walks the steps of a document in their order, one test an operation. */
function walk<W>(walking: {
  steps: Step<W>[];
  publicOnes: readonly string[];
  document: (e2e: E2e) => string;
  enter: (e2e: E2e) => Promise<{ world: W; cast: Cast }>;
}): void {
  const { steps, publicOnes } = walking;
  let operations: Operation[];
  let entered: { world: W; cast: Cast };
  const owned = new Set<string>();

  before(async () => {
    const e2e = await platform();
    operations = operationsOf(await askJson(walking.document(e2e)));
    entered = await walking.enter(e2e);
  });

  it('at any operation of the document, and every public one is agreed to', () => {
    assert.deepEqual(coverageProblems(operations, steps, publicOnes), []);
  });
  for (const step of steps) {
    it(`${step.operationId}: for its owner only`, async () => {
      const operation = operations.find(({ operationId }) => operationId === step.operationId);
      assert.ok(operation, `${step.operationId} does not exist`);
      await walkStep({ operation, step, cast: entered.cast, owned }, entered.world);
    });
  }
}

describe('a stranger at the gateway gets nothing that is somebody else’s', () => {
  walk({ steps: STEPS, publicOnes: PUBLIC_OPERATIONS, document: ({ urls }) => `${urls.gateway}/api/openapi.json`, enter });
});

describe('a stranger at the partner API gets nothing of another warehouse’s', () => {
  walk({
    steps: PARTNER_STEPS,
    publicOnes: PUBLIC_PARTNER_OPERATIONS,
    document: ({ urls }) => `${urls.partner}/partner/openapi.json`,
    enter: enterWarehouse,
  });
});
