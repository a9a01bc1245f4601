import type { Schema } from '../openapi.ts';

type Json = unknown;

/** One body that must be refused, as it goes over the wire. */
export interface BadBody {
  what: string;
  raw: string;
  contentType?: string;
}

const typeOf = (schema: Schema): string => (Array.isArray(schema.type) ? schema.type[0]! : (schema.type ?? 'object'));

/** The smallest value that a schema takes. */
export function sampleOf(schema: Schema): Json {
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return textOf(schema);
  }
}

function textOf({ enum: words, format, pattern, minLength = 0 }: Schema): Json {
  if (words) return words[0];
  if (format === 'date-time') return '2026-12-01T00:00:00Z';
  if (pattern?.includes('\\d{4}-')) return '2026-12-01';
  return 'x1'.padEnd(minLength, 'x1');
}

const OPERATORS: Json[] = [{ $gt: '' }, { $ne: null }, ['a'], [{ $gt: '' }]];
const REACHING: string[] = ['__proto__', 'constructor', '$where', '$set', 'merchantId', 'adopterId', 'roles', 'version', 'state.$'];

/** Values that a schema does not take. */
export function wrongValues(schema: Schema): Json[] {
  switch (typeOf(schema)) {
    case 'string':
      return [42, true, null, {}, ...OPERATORS, ...wrongTexts(schema)];
    case 'integer':
    case 'number':
      return [
        '1',
        1.5,
        null,
        true,
        {},
        ...OPERATORS,
        (schema.minimum ?? Number.NEGATIVE_INFINITY) - 1,
        (schema.maximum ?? Number.POSITIVE_INFINITY) + 1,
      ].filter((value) => typeof value !== 'number' || Number.isFinite(value));
    case 'boolean':
      return ['true', 1, null, {}, ...OPERATORS];
    case 'array':
      return ['a', 1, null, {}, { $gt: '' }, ...wrongLists(schema)];
    default:
      return ['a', 1, null, ['a'], [{ $gt: '' }]];
  }
}

function wrongTexts({ enum: words, format, pattern, minLength = 0, maxLength }: Schema): string[] {
  return [
    ...(minLength > 0 ? [''] : []),
    ...(maxLength === undefined ? [] : ['长'.repeat(maxLength + 1)]),
    ...(words || format || pattern ? ['\u0000', '{"$gt":""}', 'nonsense ✗'] : []),
  ];
}

function wrongLists({ items = {}, maxItems }: Schema): Json[][] {
  const [wrong] = wrongValues(items);
  return [[wrong], ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => sampleOf(items))])];
}

/** Every body that breaks the schema in one place, at any depth, with the rest of it as in `sample`. */
export function badBodies(schema: Schema, sample: Json): BadBody[] {
  return [...MALFORMED, ...brokenObjects(schema, sample, [])];
}

const json = (what: string, value: Json): BadBody => ({ what, raw: JSON.stringify(value) });
const DEEP = 60_000;
const MALFORMED: BadBody[] = [
  json('a list', []),
  json('a text', 'text'),
  json('a number', 42),
  json('null', null),
  { what: 'nothing', raw: '' },
  { what: 'half an object', raw: '{"a":' },
  { what: 'no JSON', raw: 'a=1&b=2' },
  { what: 'a prototype', raw: '{"__proto__":{"isAdmin":true}}' },
  { what: 'a constructor', raw: '{"constructor":{"prototype":{"isAdmin":true}}}' },
  { what: 'deep lists', raw: '['.repeat(DEEP) + ']'.repeat(DEEP) },
  { what: 'deep objects', raw: `${'{"a":'.repeat(DEEP / 2)}1${'}'.repeat(DEEP / 2)}` },
  { what: 'a number beyond all numbers', raw: '{"seconds":1e999,"quantity":1e999}' },
  { what: 'bytes that are no text', raw: '{"a":"\udcff"}' },
  { what: 'a form', raw: 'a=1', contentType: 'application/x-www-form-urlencoded' },
  { what: 'another type', raw: '<a/>', contentType: 'application/xml' },
  { what: 'a type that is none', raw: '{}', contentType: 'nonsense' },
];

/** Puts one wrong value, one surplus name or one gap into each object of the sample. */
function brokenObjects(schema: Schema, sample: Json, path: string[]): BadBody[] {
  const place = path.join('.');
  if (typeOf(schema) !== 'object' || typeof sample !== 'object' || sample === null) return [];
  const broken: BadBody[] = [];
  const say = (what: string, value: Json) => broken.push(json(`${place} ${what}`.trim(), value));
  if (schema.additionalProperties === false) {
    for (const name of REACHING) {
      if (schema.properties && name in schema.properties) continue;
      const extra = JSON.stringify({ ...sample, surplus: 1 }).replace(
        '"surplus":1',
        `"${name}":${name.startsWith('_') ? '{"a":1}' : '"m-maoyu"'}`,
      );
      broken.push({ what: `${place} with ${name}`.trim(), raw: extra });
    }
  }
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = sample as Record<string, Json>;
    say(`without ${name}`, rest);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const wrong of wrongValues(property)) say(`${name} = ${JSON.stringify(wrong).slice(0, 40)}`, { ...sample, [name]: wrong });
    const inner = (sample as Record<string, Json>)[name];
    for (const { what, raw } of brokenObjects(property, inner, [...path, name])) {
      broken.push({ what, raw: JSON.stringify({ ...sample, [name]: 'INNER' }).replace('"INNER"', () => raw) });
    }
  }
  return broken;
}

/** Texts that a schema takes and that nobody means well with. */
export const MEAN_TEXTS: readonly string[] = [
  '\u0000',
  '{"$gt":""}',
  '$where',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  'http://[',
  '//evil.example',
  'javascript:alert(1)',
  '\u202e反的',
  '\ud83d',
  '   ',
  '%00%0d%0aSet-Cookie: a=1',
  '9'.repeat(60),
];

/** Bodies that fit the schema with one mean value in one place: whatever is answered, it is not a failure. */
export function meanBodies(schema: Schema, sample: Json): BadBody[] {
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const put = (value: Json) => json(`${name} = ${JSON.stringify(value).slice(0, 40)}`, { ...sample, [name]: value });
    return meanValues(property).map(put);
  });
}

function meanValues(schema: Schema): Json[] {
  const { minimum = -9_007_199_254_740_991, maximum = 9_007_199_254_740_991, maxLength = 5_000, minLength = 0, maxItems = 1_000 } = schema;
  switch (typeOf(schema)) {
    case 'integer':
    case 'number':
      return [minimum, maximum, 0, -1].filter((value) => value >= minimum && value <= maximum);
    case 'array':
      if (typeOf(schema.items ?? {}) !== 'string') return [];
      return [Array.from({ length: Math.min(maxItems, 1_000) }, () => sampleOf(schema.items ?? {})), MEAN_TEXTS.slice(0, maxItems)];
    case 'string': {
      if (schema.enum || schema.pattern || schema.format) return [];
      const texts = [...MEAN_TEXTS, '长'.repeat(Math.min(maxLength, 80_000))];
      return texts.map((text) => text.padEnd(minLength, '=').slice(0, maxLength));
    }
    default:
      return [];
  }
}
