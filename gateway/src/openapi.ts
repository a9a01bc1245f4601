import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Audience = 'adopter' | 'staff' | 'operator';

/** One operation of the contract, with every `$ref` replaced by what it names. */
export interface Operation {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path as the contract writes it: `/me/contracts/{contractId}`. */
  path: string;
  /** Who may call; empty = anybody. */
  audiences: Audience[];
  params: object;
  query: object;
  body: object | undefined;
  /** The body is an HTML form. */
  form: boolean;
  status: number;
  response: object | undefined;
  /** MIME type of an answer that is not JSON. */
  raw: string | undefined;
}

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: object;
}

export const FORM = 'application/x-www-form-urlencoded';
const CONTRACT = new URL('../openapi.yaml', import.meta.url);

/** The contract as it is served at /api/openapi.json. */
export function readContract(): Json {
  return parse(readFileSync(CONTRACT, 'utf8')) as Json;
}

/** All operations of the contract. */
export function operationsOf(contract: Json): Operation[] {
  const paths = contract.paths as Record<string, Record<string, Json>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(path, method, resolved(operation, contract) as Json)),
  );
}

function operationOf(path: string, method: string, operation: Json): Operation {
  const parameters = (operation.parameters ?? []) as Parameter[];
  const content = (operation.requestBody as { content?: Record<string, { schema: object }> } | undefined)?.content ?? {};
  const [status = '200', answer] =
    Object.entries(operation.responses as Record<string, { content?: Record<string, { schema: object }> }>)[0] ?? [];
  const [type, media] = Object.entries(answer?.content ?? {})[0] ?? [];
  return {
    operationId: operation.operationId as string,
    method: method.toUpperCase() as Operation['method'],
    path,
    audiences: ((operation.security ?? []) as Json[]).flatMap((one) => Object.keys(one)) as Audience[],
    params: schemaOf(parameters, 'path'),
    query: schemaOf(parameters, 'query'),
    body: (content['application/json'] ?? content[FORM])?.schema,
    form: FORM in content,
    status: Number(status),
    response: type === 'application/json' ? media?.schema : undefined,
    raw: type !== undefined && type !== 'application/json' ? type : undefined,
  };
}

function schemaOf(parameters: Parameter[], place: string): object {
  const here = parameters.filter((one) => one.in === place);
  const properties = Object.fromEntries(here.map((one) => [one.name, one.schema]));
  return { type: 'object', properties, required: here.filter((one) => one.required).map((one) => one.name), additionalProperties: false };
}

function resolved(value: unknown, contract: Json): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, contract));
  if (typeof value !== 'object' || value === null) return value;
  const ref = (value as Json).$ref;
  if (typeof ref === 'string') {
    const target = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, name) => (at as Json)[name], contract);
    return resolved(target, contract);
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, contract)]));
}
