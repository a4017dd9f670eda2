import { setTimeout as sleep } from "node:timers/promises";
import type { Arm } from "../../model/plan.ts";
import { nameIndexOfTrace } from "../../util/traceparent.ts";
import type { Instrument, InstrumentContext, ObservationResult } from "../instrument.ts";
import { exportDelayMs, tracesEnvironment } from "./environment.ts";
import { openSpanReceiver } from "./receiver.ts";
import type { Span } from "./span.ts";
import { spanTotals } from "./spanTotals.ts";

/** Some 60 MB. */
const maxSpans = 200_000;
/** The last spans have come when no exporter has sent for this long. */
const quietMs = 2 * exportDelayMs;
const longestWaitMs = 3000;

/** Spans that a service with OpenTelemetry exports. It gives nothing on others. */
export function tracesInstrument(context: InstrumentContext): Instrument {
  return {
    async attach(arm) {
      const log = new SpanLog();
      const receiver = await openSpanReceiver({
        onSpans: (spans) => log.add(spans),
        onProblem: (reason) => log.addProblem(reason),
      });
      return {
        environment: tracesEnvironment(receiver.origin, context.arms[arm].environment) ?? {},
        async observe() {
          log.start(Date.now());
          return {
            async stop() {
              await log.quiet(context.signal);
              return resultOf(log, arm, context.requests);
            },
          };
        },
        [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
      };
    },
  };
}

/** The spans of one arm since the start of the load. */
class SpanLog {
  readonly spans: Span[] = [];
  problem: string | undefined;
  isFull = false;
  #startMs = Number.POSITIVE_INFINITY;
  #lastMs = 0;

  start(nowMs: number): void {
    this.#startMs = nowMs;
    this.#lastMs = nowMs;
  }

  /** Spans of the time before the load are left out. They may come late. */
  add(spans: readonly Span[]): void {
    this.#lastMs = Date.now();
    for (const span of spans) {
      if (span.startMs < this.#startMs) continue;
      this.isFull ||= this.spans.length >= maxSpans;
      if (!this.isFull) this.spans.push(span);
    }
  }

  addProblem(reason: string): void {
    this.problem ??= reason;
  }

  async quiet(signal: AbortSignal): Promise<void> {
    const stopMs = Date.now();
    const quietFrom = () => Math.min(Math.max(this.#lastMs, stopMs) + quietMs, stopMs + longestWaitMs);
    while (Date.now() < quietFrom() && !signal.aborted) await sleep(20);
  }
}

function resultOf({ spans, problem, isFull }: SpanLog, arm: Arm, requests: readonly string[]): ObservationResult {
  const isTraced = spans.some(({ traceId }) => nameIndexOfTrace(traceId) !== undefined);
  return {
    records: spans.length === 0 ? [] : [{ kind: "spans", spans: spanTotals(spans, requests) }],
    failures: [
      ...(problem === undefined ? [] : [`explain.traces: an export of the ${arm} cannot be read: ${problem}`]),
      ...(isFull
        ? [`explain.traces: the ${arm} exported more than ${maxSpans} spans; the others are not counted`]
        : []),
      ...(spans.length > 0 && !isTraced
        ? [`explain.traces: no span of the ${arm} belongs to a request, because the service ignores traceparent`]
        : []),
    ],
  };
}
