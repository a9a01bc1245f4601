import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Operation, operationsOf } from './openapi.ts';
import { askJson } from './people.ts';
import { type E2e, platform } from './platform.ts';
import { APPLICATION_STEPS, CONTRACT_STEPS, MANDATE_STEPS, OWN_RECORD_STEPS, RUNNING_STEPS } from './stranger-walk/adopter-steps.ts';
import { LAST_STEPS, PUBLIC_OPERATIONS, VISITOR_STEPS } from './stranger-walk/public-steps.ts';
import {
  BOOKING_STEPS,
  HANDOVER_STEPS,
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
  ...PLATFORM_STEPS,
  ...LAST_STEPS,
];

describe('a stranger at the gateway gets nothing that is somebody else’s', () => {
  let e2e: E2e;
  let operations: Map<string, Operation>;
  let cast: Cast;
  let world: World;
  const owned = new Set<string>();

  before(async () => {
    e2e = await platform();
    const document = await askJson<Record<string, unknown>>(`${e2e.urls.gateway}/api/openapi.json`);
    operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
    ({ world, cast } = await enter(e2e));
  });

  it('at any operation of the document, and every public one is agreed to', () => {
    assert.deepEqual(coverageProblems([...operations.values()], STEPS, PUBLIC_OPERATIONS), []);
  });

  for (const step of STEPS) {
    it(`${step.operationId}: for its owner only`, async () => {
      const operation = operations.get(step.operationId);
      assert.ok(operation, `${step.operationId} does not exist`);
      await walkStep({ operation, step, cast, owned }, world);
    });
  }
});
