import { expect, test } from "vitest";
import { createPhaseRecorder } from "../../../src/load/engine/phaseRecorder.ts";
import { singleSlice } from "../../../src/load/schedule/sliceTimeline.ts";
import { millis } from "../../../src/model/unit.ts";

const recorder = () =>
  createPhaseRecorder({
    names: ["GET /"],
    measuredMs: (atMs) => atMs,
    sliceMs: millis(1000),
    connections: { opened: 0, takePeak: () => 0 },
  });

test("keeps the first response of each failure, on one short line", () => {
  const { keepExample, recordNoResponse, finish } = recorder();
  const add = (failure: string, actual: string | undefined) => {
    keepExample(0, failure, () => actual);
    recordNoResponse(0, failure);
  };
  add("unexpected body", "<html>\n  <b>\u0007hello</b>");
  add("unexpected body", "a later one");
  add("unexpected json $.id", "x".repeat(500));
  add("status 500", undefined);
  const { requests } = finish(singleSlice(millis(1000)), millis(0), millis(0));
  expect(requests[0]?.failureExamples).toEqual({
    "unexpected body": "<html> <b> hello</b>",
    "unexpected json $.id": `${"x".repeat(99)}…`,
  });
});

test("keeps ten failures of a request at most", () => {
  const { keepExample, finish } = recorder();
  for (let i = 0; i < 20; i++) keepExample(0, `unexpected header x-${i}`, () => `${i}`);
  const { requests } = finish(singleSlice(millis(1000)), millis(0), millis(0));
  expect(Object.keys(requests[0]?.failureExamples ?? {})).toHaveLength(10);
});
