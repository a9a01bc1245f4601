import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { badBodies, meanBodies } from './bad-input/bodies.ts';
import { badQueries, MEAN_PAGE_TOKENS, MEAN_PATHS } from './bad-input/queries.ts';
import { announce, bodyFor, paramsFor, personFor, type Stage, send, setStage, urlFor } from './bad-input/stage.ts';
import { eachOf, GATEWAY_MANNER, problemOf } from './bad-input/verdict.ts';
import { type Operation, operationsOf } from './openapi.ts';
import { askJson } from './people.ts';
import { platform } from './platform.ts';

/** Valid input to it moves the whole platform years ahead; what is not valid is refused here as everywhere. */
const NOT_MEANLY_VALID = new Set(['advanceClock']);

describe('bad input at the gateway is refused with a listed reason and a Chinese sentence, and never fails', () => {
  let stage: Stage;
  let operations: Operation[];
  before(async () => {
    const e2e = await platform();
    operations = operationsOf(await askJson(`${e2e.urls.gateway}/api/openapi.json`));
    stage = await setStage(e2e);
  });
  after(async () => {
    const { version: _, ...policy } = stage.policy;
    await stage.adoption.staff.put('/shop/policy', policy);
    // Some of what means no good is a reason all the same, and presses the button.
    await stage.adoption.staff.post('/shop/charging-stop/release');
  });

  interface Case {
    operation: Operation;
    what: string;
    url: string;
    raw?: string;
    contentType?: string;
    mayPass?: boolean;
  }

  async function refuseAll(cases: Case[]): Promise<void> {
    assert.ok(cases.length > 0, 'nothing was tried');
    const problems = await eachOf(cases, async ({ operation, what, url, mayPass = false, ...body }) => {
      const answer = await send(url, { method: operation.method, token: personFor(stage, operation), ...body });
      const problem = problemOf(answer, GATEWAY_MANNER, mayPass);
      return problem && `${operation.operationId} (${what}) ${problem}`;
    });
    const found = problems.filter((problem) => problem !== undefined);
    assert.deepEqual(found, [], `${found.length} of ${cases.length}`);
  }

  const withBody = () => operations.filter(({ body, form }) => body && !form);
  const reads = () => operations.filter(({ method }) => method === 'GET');

  it('in bodies that break the contract in one place', async () => {
    const cases = withBody().flatMap((operation) => {
      const url = urlFor(stage, operation, paramsFor(stage, operation));
      return badBodies(operation.body!, bodyFor(stage, operation)).map((body) => ({ operation, url, ...body }));
    });
    console.log(`${cases.length} bad bodies for ${withBody().length} operations`);
    await refuseAll(cases);
  });

  it('in bodies too large for anything', async () => {
    const problems = await eachOf(withBody(), async (operation) => {
      const url = urlFor(stage, operation, paramsFor(stage, operation));
      const answer = await announce(url, { method: operation.method, token: personFor(stage, operation), bytes: 4_500_000 });
      return problemOf(answer, GATEWAY_MANNER, false) ?? (answer.status === 413 ? undefined : `${operation.operationId} ${answer.status}`);
    });
    assert.deepEqual(
      problems.filter((problem) => problem !== undefined),
      [],
    );
  });

  it('in bodies that keep to the contract and mean no good', async () => {
    const cases = withBody()
      .filter(({ operationId }) => !NOT_MEANLY_VALID.has(operationId))
      .flatMap((operation) => {
        const url = urlFor(stage, operation, paramsFor(stage, operation));
        return meanBodies(operation.body!, bodyFor(stage, operation)).map((body) => ({ operation, url, mayPass: true, ...body }));
      });
    console.log(`${cases.length} mean bodies`);
    await refuseAll(cases);
  });

  it('in every query parameter', async () => {
    const cases = reads().flatMap((operation) => {
      const url = urlFor(stage, operation, paramsFor(stage, operation));
      const bad = badQueries(operation.parameters).map(({ what, query }) => ({ operation, what, url: `${url}?${query}` }));
      const paged = operation.parameters.some(({ name }) => name === 'pageToken');
      const tokens = (paged ? MEAN_PAGE_TOKENS : []).map((token) => ({
        operation,
        what: token,
        url: `${url}?pageToken=${token}`,
        mayPass: true,
      }));
      return [...bad, ...tokens];
    });
    console.log(`${cases.length} bad queries`);
    await refuseAll(cases);
  });

  it('in every path', async () => {
    const cases = operations.flatMap((operation) =>
      operation.parameters
        .filter((parameter) => parameter.in === 'path')
        .flatMap(({ name }) =>
          MEAN_PATHS.map((mean) => ({
            operation,
            what: `${name} = ${mean.slice(0, 30)}`,
            url: urlFor(stage, operation, { ...paramsFor(stage, operation), [name]: mean }),
            ...(operation.body ? { raw: JSON.stringify(bodyFor(stage, operation)) } : {}),
          })),
        ),
    );
    await refuseAll(cases);
  });
});
