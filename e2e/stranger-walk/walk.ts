import assert from 'node:assert/strict';
import { isList, type Operation } from '../openapi.ts';
import { idsIn, problemOf } from './judge.ts';

/** One request as its owner makes it and as strangers repeat it, its Idempotency-Key included. */
export interface Call {
  method: string;
  /** With its query, parameters filled in. */
  path: string;
  body?: unknown;
  key: string;
}

export interface Answer {
  status: number;
  text: string;
}

/** Somebody who calls; `kind` is the security scheme that he can satisfy. */
export interface Somebody {
  name: string;
  kind: string;
  send(call: Call): Promise<Answer>;
}

/** The owner's case for one operation. `W` is what the walk has learnt so far. */
export interface Step<W> {
  operationId: string;
  /** Whose it is, a name of the cast. */
  as: string;
  /** Brings about what the call needs, unseen by the strangers; answers the ids of what it made, which are the owner's too. */
  before?(world: W): Promise<string[] | void>;
  params?(world: W): Record<string, string>;
  query?(world: W): Record<string, string>;
  body?(world: W): unknown;
  /** Remembers what later steps need. */
  keep?(world: W, answer: never): void | Promise<void>;
  /** Puts right what strangers have done to what is their own. */
  after?(world: W): Promise<void>;
}

export interface Cast {
  owners: Record<string, Somebody>;
  strangers: Somebody[];
}

/** Reds for a walk that does not fit its document: an operation without a case, a public one that nobody has agreed to. */
export function coverageProblems(
  operations: Operation[],
  steps: { operationId: string; as: string }[],
  publicOnes: readonly string[],
): string[] {
  const walked = new Set(steps.map((step) => step.operationId));
  const known = new Map(operations.map((operation) => [operation.operationId, operation]));
  const isOpen = (operation: Operation) => operation.security.length === 0;
  return [
    ...operations.filter(({ operationId }) => !walked.has(operationId)).map(({ operationId }) => `${operationId} has no owner’s case`),
    ...[...walked].filter((id) => !known.has(id)).map((id) => `${id} is walked and does not exist`),
    ...operations
      .filter((one) => isOpen(one) && !publicOnes.includes(one.operationId))
      .map((one) => `${one.operationId} is public and not listed`),
    ...publicOnes.filter((id) => !known.get(id) || !isOpen(known.get(id)!)).map((id) => `${id} is listed as public and is not`),
  ];
}

/** Fills the path and query of an operation. A parameter without a value is a mistake of the step. */
export function callOf(
  operation: Operation,
  step: { params: Record<string, string>; query: Record<string, string>; body: unknown; key: string },
): Call {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = step.params[name];
    assert.ok(value, `${operation.operationId}: no value for ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(step.query).toString();
  const body = step.body === undefined ? {} : { body: step.body };
  return { method: operation.method, path: query === '' ? path : `${path}?${query}`, ...body, key: step.key };
}

/** The owner calls and must get 2xx; then every stranger repeats the very same call and must get nothing. */
export async function walkStep<W>(
  { operation, step, cast, owned }: { operation: Operation; step: Step<W>; cast: Cast; owned: Set<string> },
  world: W,
): Promise<void> {
  for (const id of (await step.before?.(world)) ?? []) owned.add(id);
  const call = callOf(operation, {
    params: step.params?.(world) ?? {},
    query: step.query?.(world) ?? {},
    body: step.body?.(world),
    key: crypto.randomUUID(),
  });
  const owner = cast.owners[step.as];
  assert.ok(owner, `nobody plays ${step.as}`);
  const { status, text } = await owner.send(call);
  assert.ok(status >= 200 && status < 300, `${step.operationId}: its owner got ${status} ${text.slice(0, 300)}`);
  const answer: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  if (operation.security.length > 0) for (const id of idsIn(answer)) owned.add(id);
  await step.keep?.(world, answer as never);
  if (operation.security.length === 0) return;
  const problems = await Promise.all(cast.strangers.filter((one) => one !== owner).map((one) => repeat(operation, call, one, owned)));
  await step.after?.(world);
  assert.deepEqual(
    problems.filter((problem) => problem !== undefined),
    [],
  );
}

async function repeat(operation: Operation, call: Call, stranger: Somebody, owned: ReadonlySet<string>): Promise<string | undefined> {
  const { status, text } = await stranger.send(call);
  const attempt = {
    meant: operation.security.includes(stranger.kind),
    list: isList(operation),
    request: `${call.path} ${JSON.stringify(call.body ?? '')}`,
    status,
    answer: text,
  };
  const problem = problemOf(attempt, owned);
  return problem && `${stranger.name} at ${operation.operationId}: ${problem}`;
}
