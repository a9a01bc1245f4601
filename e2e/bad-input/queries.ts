import type { Parameter, Schema } from '../openapi.ts';

const token = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Page tokens that look like ours and were not made by us. */
export const MEAN_PAGE_TOKENS: readonly string[] = [
  'rubbish',
  '%00',
  token([{ is: { $gt: '' } }, { is: 'x' }]),
  token([{ is: ['a'] }, { is: 'x' }]),
  token([{ at: 1e300 }, { is: 'x' }]),
  token([{ at: 'x' }, { at: null }]),
  token([{}, {}]),
  token([null, null]),
  token([1, 2]),
  token([{ is: 'x' }]),
  token({ length: 2 }),
  token([{ is: 'x' }, { is: { $ne: '' } }]),
  token([{ is: true }, { is: 5 }]),
];

/** Query strings that break what the document says of one parameter. */
export function badQueries(parameters: Parameter[]): { what: string; query: string }[] {
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const surplus = ['surprise=1', '$where=1', '__proto__[a]=1', 'merchantId=m-maoyu'].map((query) => ({
    what: 'a surplus parameter',
    query,
  }));
  const broken = asked.flatMap(({ name, schema }) => [
    ...wrongTexts(schema).map((text) => ({ what: `${name} = ${text.slice(0, 30)}`, query: `${name}=${encodeURIComponent(text)}` })),
    { what: `${name} as an operator`, query: `${name}[$ne]=1` },
    { what: `${name} as a list`, query: `${name}[]=1` },
    ...(schema.type === 'string' ? [] : [{ what: `${name} twice`, query: `${name}=1&${name}=2` }]),
  ]);
  return [...(asked.length > 0 ? surplus : []), ...broken];
}

function wrongTexts({ type, enum: words, minimum, maximum, minLength = 0, maxLength }: Schema): string[] {
  const beyond = [minimum === undefined ? [] : [String(minimum - 1)], maximum === undefined ? [] : [String(maximum + 1)]].flat();
  if (type === 'integer') return ['abc', '1.5', '{"$gt":0}', 'NaN', ...beyond];
  if (type === 'boolean') return ['abc', '2', '{"$gt":0}'];
  return [
    ...(words ? ['nonsense', '{"$gt":""}', '\u0000'] : []),
    ...(minLength > 0 ? [''] : []),
    ...(maxLength ? ['长'.repeat(maxLength + 1)] : []),
  ];
}

/** What somebody may write where an id stands in a path. */
export const MEAN_PATHS: readonly string[] = [
  '%00',
  '..%2F..%2Fetc%2Fpasswd',
  '__proto__',
  'constructor',
  '%7B%22%24gt%22%3A%22%22%7D',
  '%24where',
  'unknown-id-1',
  `${'a'.repeat(81)}`,
  `${'a'.repeat(2_000)}`,
  '%F0%9F%90%B1',
  '%ff',
  '%',
  '.',
  '*',
];
