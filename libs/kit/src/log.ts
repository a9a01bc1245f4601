import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Only these fields are ever written: ids, states, reasons, counts and durations (ARCHITECTURE, rule 13). Everything else,
 * and every value that is not plain, is left out, so that a careless `log.info({ adopter })` leaks nothing.
 */
const ALLOWED =
  /^(id|type|kind|state|outcome|reason|code|count|attempt|attempts|period|version|worker|group|topic|partition|offset|lag|service|rpc|method|path|status|port|endpoint|database|collection|index|variable|busy|actor|signal|pid|hostname|time|level|msg|trace_id|span_id)$|(Id|Ids|No|State|Reason|Kind|Type|Count|Ms|Seconds|Fen|Date|Period|Version|At)$/;

const MAX_TEXT = 300;

function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === 'err') kept.err = errorFields(value);
    else if (ALLOWED.test(key) && isPlain(value)) kept[key] = typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
  }
  return kept;
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.length <= 50 && value.every((item) => typeof item === 'string' || typeof item === 'number');
  return value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value);
}

/** An error's name, code and stack. The first line of a stack is its message; a driver's may quote a document, so it is cut short. */
function errorFields(value: unknown): Record<string, unknown> {
  if (!(value instanceof Error)) return { name: typeof value };
  const { name, stack = '', code } = value as Error & { code?: unknown };
  const cause = value.cause instanceof Error ? { cause: errorFields(value.cause) } : {};
  return { name, ...(isPlain(code) ? { code } : {}), message: value.message.slice(0, MAX_TEXT), stack: framesOf(stack), ...cause };
}

function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}

/** A JSON log that names the running trace and lets nothing personal through. */
export function createLog(service: string, options: { level?: string; destination?: DestinationStream } = {}): Log {
  return pino(
    {
      name: service,
      level: options.level ?? 'info',
      serializers: { err: (error: unknown) => error },
      formatters: { level: (level) => ({ level }), log: allowed },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const span = trace.getActiveSpan()?.spanContext();
        return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** For tests and simulation. */
export const silentLog: Log = pino({ level: 'silent' });
