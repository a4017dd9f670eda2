import { expect, test } from "vitest";
import { runFlow, streamOf } from "./stream.ts";

const requests = [
  {
    flow: "buy",
    steps: ["GET /items", { path: "/orders/${uuid}" }, { path: "/own", headers: { TraceParent: "00-ab-cd-01" } }],
  },
];

/** The headers of an arrival's steps. */
function headersOf(isTraced: boolean, iteration: number): readonly (readonly string[])[] {
  const stream = streamOf(requests, {}, { isTraced });
  return runFlow(stream, iteration, []).map(({ request }) =>
    typeof request === "string" ? [request] : request.headers,
  );
}

test("each request of an extra round gets the id of its name and arrival, unless it has one", () => {
  expect(headersOf(true, 258)).toEqual([
    ["traceparent", "00-6c6f6164676174650000000000000102-0000000100000102-01"],
    ["traceparent", "00-6c6f6164676174650000000100000102-0000000200000102-01"],
    ["TraceParent", "00-ab-cd-01"],
  ]);
});

test("no request of another round gets one", () => {
  expect(headersOf(false, 258)).toEqual([[], [], ["TraceParent", "00-ab-cd-01"]]);
});
