import type { SpansRecord } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import { nameIndexOfTrace } from "../../util/traceparent.ts";
import type { Span } from "./span.ts";

type SpanTotal = SpansRecord["spans"][number];

/** A name with an id in it would make a row for each request. */
const maxNames = 500;
const maxNameLength = 200;
export const otherSpans = "other spans";

/** Count and self time of the spans, by name, request and service. `requests` has the names of the requests. */
export function spanTotals(spans: readonly Span[], requests: readonly string[]): readonly SpanTotal[] {
  const totals = new Map<string, Subject & { count: number; selfMs: number }>();
  for (const { span, self } of selfTimes(spans)) {
    const subject = subjectOf(span, requests);
    const key = JSON.stringify(subject);
    const isOther = !totals.has(key) && totals.size >= maxNames;
    const entry = isOther ? { key: otherSpans, subject: { name: otherSpans } } : { key, subject };
    const total = totals.get(entry.key) ?? { ...entry.subject, count: 0, selfMs: 0 };
    totals.set(entry.key, { ...total, count: total.count + 1, selfMs: total.selfMs + self });
  }
  return [...totals.values()]
    .map((total) => ({ ...total, selfMs: millis(total.selfMs) }))
    .toSorted((a, b) => b.selfMs - a.selfMs);
}

function selfTimes(spans: readonly Span[]): readonly { readonly span: Span; readonly self: number }[] {
  return [...Map.groupBy(spans, ({ traceId }) => traceId).values()].flatMap((trace) => {
    const children = Map.groupBy(trace, ({ parentSpanId }) => parentSpanId);
    return trace.map((span) => ({ span, self: selfMs(span, children.get(span.spanId) ?? []) }));
  });
}

type Subject = Pick<SpanTotal, "name" | "request" | "service">;

function subjectOf({ name, traceId, service }: Span, requests: readonly string[]): Subject {
  const index = nameIndexOfTrace(traceId);
  const request = index === undefined ? undefined : requests[index];
  return {
    name: name.slice(0, maxNameLength),
    ...(request !== undefined && { request }),
    ...(service !== undefined && { service: service.slice(0, maxNameLength) }),
  };
}

/** The span's time in which none of its children ran. Children may overlap, and outlive it. */
function selfMs({ startMs, endMs }: Span, children: readonly Span[]): number {
  let self = endMs - startMs;
  let coveredUntil = startMs;
  for (const child of children.toSorted((a, b) => a.startMs - b.startMs)) {
    const from = Math.max(child.startMs, coveredUntil);
    const to = Math.min(child.endMs, endMs);
    if (to <= from) continue;
    self -= to - from;
    coveredUntil = to;
  }
  return Math.max(0, self);
}
