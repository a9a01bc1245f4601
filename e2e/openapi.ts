/** A schema of a document, every `$ref` replaced by what it names. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  enum?: (string | number)[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** One operation of an OpenAPI document, as a client sees it. */
export interface Operation {
  operationId: string;
  method: string;
  /** As the document writes it: `/me/contracts/{contractId}`. */
  path: string;
  /** Names of the security schemes, one of which is enough; empty where the operation says `security: []`. */
  security: string[];
  parameters: Parameter[];
  body: Schema | undefined;
  form: boolean;
  /** The schema of the first success, when it is JSON. */
  answer: Schema | undefined;
}

type Json = Record<string, unknown>;
type Content = Record<string, { schema: Schema }>;

/** The operations of a document, as it is served. */
export function operationsOf(document: Json): Operation[] {
  const paths = resolved(document.paths, document) as Record<string, Json>;
  const usual = document.security as Json[] | undefined;
  return Object.entries(paths).flatMap(([path, { parameters, ...methods }]) =>
    Object.entries(methods).map(([method, operation]) =>
      operationOf({ path, method, shared: (parameters ?? []) as Parameter[], usual }, operation as Json),
    ),
  );
}

function operationOf(
  { path, method, shared, usual }: { path: string; method: string; shared: Parameter[]; usual: Json[] | undefined },
  operation: Json,
): Operation {
  const security = (operation.security ?? usual) as Json[] | undefined;
  // An operation that says nothing about who may call is not public by silence.
  if (!security) throw new Error(`${method} ${path} does not say who may call it`);
  const content = (operation.requestBody as { content?: Content } | undefined)?.content ?? {};
  const [success] = Object.values(operation.responses as Record<string, { content?: Content }>);
  return {
    operationId: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    security: security.flatMap((one) => Object.keys(one)),
    parameters: [...shared, ...((operation.parameters ?? []) as Parameter[])],
    body: content['application/json']?.schema,
    form: 'application/x-www-form-urlencoded' in content,
    answer: success?.content?.['application/json']?.schema,
  };
}

function resolved(value: unknown, document: Json): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, document));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: string };
  if (typeof $ref === 'string') {
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, name) => (at as Json)[name], document);
    return resolved(target, document);
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, document)]));
}

/** Whether an operation answers with a list: a page of things, of which a stranger may own some himself. */
export function isList({ method, answer }: Operation): boolean {
  return method === 'GET' && Object.values(answer?.properties ?? {}).some((property) => property.type === 'array');
}
