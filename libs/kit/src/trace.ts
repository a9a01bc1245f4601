import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOffSampler, AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { spanContextOf } from './trace-context.ts';

export interface Tracing {
  /** Sends what is left; never rejects, because losing a trace must not stop a shutdown. */
  stop(): Promise<void>;
}

/**
 * Starts tracing for this process, once. Without an endpoint nothing is recorded, but trace ids are still made and
 * passed on, so that the logs of all services speak of one call by one id.
 */
export function startTracing({ service, otlpEndpoint }: { service: string; otlpEndpoint?: string }): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'petpact' }),
    sampler: new ParentBasedSampler({ root: otlpEndpoint ? new AlwaysOnSampler() : new AlwaysOffSampler() }),
    spanProcessors: otlpEndpoint
      ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces` }) })]
      : [],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return { stop: () => provider.shutdown().catch(() => undefined) };
}

export interface SpanOptions {
  kind?: SpanKind;
  /** W3C traceparent of the work that caused this, when it came from outside this call chain. */
  parent?: string;
  attributes?: Record<string, string | number | boolean>;
}

/** Starts a span that the caller ends. Made for batches; a single piece of work uses `withSpan`. */
export function startSpan(name: string, { kind = SpanKind.INTERNAL, parent, attributes = {} }: SpanOptions = {}): Span {
  const remote = spanContextOf(parent);
  const at = remote ? trace.setSpanContext(context.active(), remote) : context.active();
  return trace.getTracer('petpact').startSpan(name, { kind, attributes }, at);
}

/** Runs one piece of work inside a span; an error marks the span by its name only and goes on to the caller. */
export async function withSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  const span = startSpan(name, options);
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
    throw error;
  } finally {
    span.end();
  }
}

export { SpanKind };
