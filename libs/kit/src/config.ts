import { z } from 'zod';

/** Every problem of a configuration, one line each. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';
}

/** Reads the environment by a schema; an empty variable counts as absent. Throws ConfigProblems that names every fault at once. */
export function parseConfig<S extends z.ZodObject>(schema: S, env: Record<string, string | undefined>): Readonly<z.output<S>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`);
    throw new ConfigProblems(lines.join('\n'));
  }
  return frozen(read.data);
}

/** Like `parseConfig`, for `main.ts`: prints the problems and exits 1. Values are never printed: they may be secrets. */
export function readConfig<S extends z.ZodObject>(schema: S, env: Record<string, string | undefined> = process.env): Readonly<z.output<S>> {
  try {
    return parseConfig(schema, env);
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    process.stderr.write(`The configuration has problems:\n${error.message.replace(/^/gm, '  ')}\n`);
    process.exit(1);
  }
}

/** A port from an environment variable; 0 = any free one. */
export const portVariable = z.coerce.number().int().min(0).max(65_535);

/** 'true' or 'false' from an environment variable. */
export const flagVariable = z.enum(['true', 'false']).transform((text) => text === 'true');

function frozen<V>(value: V): V {
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
