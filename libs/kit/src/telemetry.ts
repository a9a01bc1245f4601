/** Traces, metrics and logs of one process. */
export { createLog, type Log, silentLog } from './log.ts';
export { metrics, registry } from './metrics.ts';
export { SpanKind, type SpanOptions, startSpan, startTracing as startTelemetry, type Tracing, withSpan } from './trace.ts';
export { currentTraceparent, spanContextOf } from './trace-context.ts';
