import { expect, test } from "vitest";
import { mergeRecords } from "../../../src/load/worker/mergeRecords.ts";
import { millis } from "../../../src/model/unit.ts";
import { decodeHistogram } from "../../../src/stats/histogram.ts";
import { encodedHistogram, phaseRecord, requestRecord } from "../../support/builders.ts";

test("the records of two workers add up, by request and by second", () => {
  const slice = (ok: number, us: number) => ({ requests: [{ outcomes: { ok }, responseTimeUs: [us, ok] }] });
  const one = phaseRecord([{ ...requestRecord("a", [1, 2], { timeout: 1 }), statuses: { 200: 2 }, delayedAcks: 2 }], {
    sendLag: encodedHistogram([0.1]),
    slices: [slice(1, 1000), slice(1, 2000)],
    durationMs: millis(2000),
  });
  const other = phaseRecord([{ ...requestRecord("a", [4]), statuses: { 200: 1 }, delayedAcks: 1 }], {
    sendLag: encodedHistogram([0.3, 0.5]),
    slices: [slice(1, 4000)],
    offeredMs: millis(2000),
    durationMs: millis(2500),
  });
  const { requests, sendLag, ...rest } = mergeRecords([one, other]);
  const [request] = requests;
  expect({ name: request?.name, due: request?.due, outcomes: request?.outcomes, statuses: request?.statuses }).toEqual({
    name: "a",
    due: 4,
    outcomes: { ok: 3, timeout: 1 },
    statuses: { 200: 3 },
  });
  expect(request?.delayedAcks).toBe(3);
  const values = (text: string) => [0.33, 0.66, 1].map((share) => decodeHistogram(text).quantile(share));
  expect([values(request?.responseTime ?? ""), values(sendLag ?? "")]).toEqual([
    [1, 2, 4.001],
    [0.1, 0.3, 0.5],
  ]);
  expect({ offeredMs: rest.offeredMs, durationMs: rest.durationMs, slices: rest.slices }).toEqual({
    offeredMs: 2000,
    durationMs: 2500,
    slices: [{ requests: [{ outcomes: { ok: 2 }, responseTimeUs: [1000, 1, 4000, 1] }] }, slice(1, 2000)],
  });
});

test("bodies, media types and connections add up", () => {
  const record = (bodyBytes: number, contentTypes: Readonly<Record<string, number>>, connections: number) =>
    phaseRecord([{ ...requestRecord("a", [1]), bodyBytes, contentTypes }], {
      connectionsOpened: connections,
      slices: [{ activeConnections: connections, requests: [{ outcomes: { ok: 1 }, responseTimeUs: [] }] }],
    });
  const merged = mergeRecords([record(100, { "text/html": 1 }, 2), record(50, { "text/html": 2, "text/css": 1 }, 3)]);
  expect(merged.requests[0]).toMatchObject({ bodyBytes: 150, contentTypes: { "text/css": 1, "text/html": 3 } });
  expect([merged.connectionsOpened, merged.slices[0]?.activeConnections]).toEqual([5, 5]);
});

test("what one worker did not count is absent", () => {
  const merged = mergeRecords([
    phaseRecord([{ ...requestRecord("a", [1]), bodyBytes: 1 }], { connectionsOpened: 1 }),
    phaseRecord([requestRecord("a", [1])]),
  ]);
  expect(merged).not.toHaveProperty("connectionsOpened");
  expect(merged.requests[0]).not.toHaveProperty("bodyBytes");
  expect(merged.requests[0]).not.toHaveProperty("contentTypes");
});

test("one worker's record stays unchanged", () => {
  const record = phaseRecord([requestRecord("a", [1])]);
  expect(mergeRecords([record])).toBe(record);
});
