import { expect, test } from "vitest";
import type { Span } from "../../../src/explain/traces/span.ts";
import { otherSpans, spanTotals } from "../../../src/explain/traces/spanTotals.ts";
import { nameIndexOfTrace, traceparent } from "../../../src/util/traceparent.ts";

/** The trace of an arrival, as the service gets it. */
const traceOf = (nameIndex: number, iteration: number): string => traceparent(nameIndex, iteration).split("-")[1] ?? "";

const span = (
  name: string,
  traceId: string,
  ids: readonly [own: string, parent: string],
  times: readonly [number, number],
): Span => ({
  name,
  traceId,
  spanId: ids[0],
  parentSpanId: ids[1],
  startMs: times[0],
  endMs: times[1],
  service: "shop",
});

const requests = ["GET /orders", "GET /items"];

test("a traceparent has the index of the request's name and the number of the arrival", () => {
  expect(traceparent(2, 300)).toBe("00-6c6f616467617465000000020000012c-000000030000012c-01");
  expect(nameIndexOfTrace("6c6f616467617465000000020000012c")).toBe(2);
  expect(nameIndexOfTrace("0af7651916cd43dd8448eb211c80319c")).toBeUndefined();
});

test("self time is what no child covers: children may overlap, and outlive their parent", () => {
  const trace = traceOf(0, 7);
  const spans = [
    span("late", trace, ["4", "1"], [108, 140]),
    span("root", trace, ["1", "outside"], [100, 110]),
    span("query", trace, ["2", "1"], [101, 104]),
    span("query", trace, ["3", "1"], [103, 105]),
    span("parse", trace, ["5", "3"], [103, 104]),
  ];
  expect(spanTotals(spans, requests)).toEqual([
    { name: "late", request: "GET /orders", service: "shop", count: 1, selfMs: 32 },
    { name: "root", request: "GET /orders", service: "shop", count: 1, selfMs: 4 },
    { name: "query", request: "GET /orders", service: "shop", count: 2, selfMs: 4 },
    { name: "parse", request: "GET /orders", service: "shop", count: 1, selfMs: 1 },
  ]);
});

test("the same span of another request, and of no request, has a row of its own", () => {
  const foreign = "0af7651916cd43dd8448eb211c80319c";
  const spans = [traceOf(0, 1), traceOf(1, 1), traceOf(1, 2), foreign].map((trace) =>
    span("query", trace, ["1", ""], [100, 102]),
  );
  expect(spanTotals(spans, requests).map(({ request, count, selfMs }) => [request, count, selfMs])).toEqual([
    ["GET /items", 2, 4],
    ["GET /orders", 1, 2],
    [undefined, 1, 2],
  ]);
});

test("of names without end, 500 are kept, and the others share a row", () => {
  const spans = Array.from({ length: 1200 }, (_, i) => span(`GET /items/${i}`, traceOf(0, i), ["1", ""], [0, 1]));
  const totals = spanTotals(spans, requests);
  expect(totals).toHaveLength(501);
  expect(totals.find(({ name }) => name === otherSpans)).toEqual({ name: otherSpans, count: 700, selfMs: 700 });
});
