import { isSpanContextValid, type SpanContext, type TraceFlags, trace } from '@opentelemetry/api';

/** The W3C traceparent of the span that runs now, so that a trace can go through the outbox; undefined outside any span. */
export function currentTraceparent(): string | undefined {
  return traceparentOf(trace.getActiveSpan()?.spanContext());
}

/** A span's context as a W3C traceparent; undefined when nothing is traced. */
export function traceparentOf(span: SpanContext | undefined): string | undefined {
  if (!span || !isSpanContextValid(span)) return undefined;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

/** Reads a traceparent that came from outside; undefined when it is absent or malformed. */
export function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '');
  if (!match) return undefined;
  const [, traceId = '', spanId = '', flags = '00'] = match;
  const context: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) as TraceFlags, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}
