/**
 * What both twins of the store refuse before anything is sent. The driver leaves undefined out, and so would turn
 * `{ merchantId: undefined }` into a filter that matches every shop, and `$set: { nextActionAt: undefined }` into nothing.
 */
export function checkFilter(filter: object, path = 'filter'): void {
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined) throw new TypeError(`${path}.${key} is undefined`);
    if (Array.isArray(value)) for (const part of value) checkPart(part, `${path}.${key}`);
    else checkPart(value, `${path}.${key}`);
  }
}

function checkPart(value: unknown, path: string): void {
  if (value === undefined) throw new TypeError(`${path} holds undefined`);
  if (value !== null && Object.getPrototypeOf(value) === Object.prototype) checkFilter(value, path);
}

/** The update without its empty operators; refuses undefined values (say `$unset`) and an update that does nothing. */
export function checkedUpdate(update: object): Record<string, Record<string, unknown>> {
  const operators = Object.entries(update as Record<string, Record<string, unknown> | undefined>);
  const used = operators.flatMap(([name, fields]) => (fields && Object.keys(fields).length > 0 ? [[name, fields] as const] : []));
  for (const [name, fields] of used) {
    const gone = Object.keys(fields).find((field) => fields[field] === undefined);
    if (gone !== undefined) throw new TypeError(`${name} of ${gone} is undefined; to remove a field use $unset`);
  }
  if (used.length === 0) throw new TypeError('an update that changes nothing');
  return Object.fromEntries(used);
}
