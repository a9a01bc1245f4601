import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

const options = { allErrors: false, strict: false, removeAdditional: false, useDefaults: true } as const;
/** Bodies are JSON and have types of their own; paths, queries and headers are text and are read as what the contract says. */
const bodies = new Ajv2020({ ...options, coerceTypes: false });
const texts = new Ajv2020({ ...options, coerceTypes: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(bodies);
(addFormats as unknown as (ajv: Ajv2020) => void)(texts);

/** Validates requests against the contract: unknown fields are refused, never dropped in silence. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? bodies : texts).compile(schema);
