import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** The contract of the partner API, written by hand: the routes are checked against it, and requests by its schemas. */
export const PARTNER_DOCUMENT: JsonObject = parse(readFileSync(new URL('../../partner-api.yaml', import.meta.url), 'utf8'), {
  maxAliasCount: 100,
});

/** A named schema of the document with everything it refers to put in its place, as the validator wants it. */
export function schemaOf(name: string): JsonObject {
  return resolved({ $ref: `#/components/schemas/${name}` }) as JsonObject;
}

function resolved(part: Json): Json {
  if (Array.isArray(part)) return part.map(resolved);
  if (typeof part !== 'object' || part === null) return part;
  if (typeof part.$ref === 'string') return resolved(at(part.$ref));
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolved(value)]));
}

function at(reference: string): Json {
  const found = reference
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((part, key) => (part as JsonObject | undefined)?.[key], PARTNER_DOCUMENT);
  if (found === undefined) throw new Error(`the partner document has no ${reference}`);
  return found;
}
