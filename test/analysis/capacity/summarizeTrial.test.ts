import { expect, test } from "vitest";
import { summarizeTrial } from "../../../src/analysis/capacity/summarizeTrial.ts";
import type { Reading } from "../../../src/model/reading.ts";
import type { TrialOrder } from "../../../src/model/trial.ts";
import { bytes, millis } from "../../../src/model/unit.ts";
import { armPhase, phaseRecord, requestRecord } from "../../support/builders.ts";

const machine = { cores: 2, memoryBytes: bytes(1e9) };
const orderOf = (purpose: TrialOrder["purpose"]): TrialOrder => ({
  ...{ arm: "head", purpose, ratePerSec: 10, playedPerSec: 10, seed: 1 },
  ...{ leadInMs: millis(0), durationMs: millis(1000) },
});
const network = (atMs: number, outbound: Readonly<Record<string, number>>): Reading => ({
  ...{ kind: "network", atMs: millis(atMs), outbound },
});

function trialOf(purpose: TrialOrder["purpose"], readings: readonly Reading[] = [], delayedAcks = 0) {
  const record = phaseRecord([{ ...requestRecord("GET /", [20, 60, 120]), delayedAcks }]);
  const phase = armPhase({ phaseId: purpose, record, readings });
  const arrivalsMs = Float32Array.of(1, 2, 3);
  return summarizeTrial({ order: orderOf(purpose), restart: 0, phase, arrivalsMs }, { p95: 100 }, machine);
}

test("a trial counts the requests beyond a limit, half of it, a quarter, and so on", () => {
  expect(trialOf("sample")).toMatchObject({ due: 3, beyond: { p95: 1 }, slower: { p95: [1, 2, 2, 3, 3, 3, 3, 3] } });
});

test("samples and final trials can be replayed, and a final trial has all its results", () => {
  const purposes = ["bracket", "sample", "final"] as const;
  const trials = purposes.map((purpose) => trialOf(purpose));
  expect(trials.map(({ dueMs }) => dueMs?.length)).toEqual([undefined, 3, 3]);
  expect(trials.map(({ phase }) => phase?.successful_requests)).toEqual([undefined, undefined, 3]);
});

test("a trial has the mean time that delayed acknowledgements took, 42 ms each", () => {
  expect(trialOf("sample", [], 2).ackDelayMs).toBeCloseTo((2 * 42) / 3);
  expect(trialOf("sample")).not.toHaveProperty("ackDelayMs");
});

test("a trial has the address with most connections, and the most open files", () => {
  const tree = (atMs: number, fileDescriptors: number): Reading => ({
    ...{ kind: "process_tree", atMs: millis(atMs), cpuMs: millis(0), rssBytes: bytes(1), fileDescriptors },
  });
  const readings = [
    network(0, { "10.0.0.8:5432": 4 }),
    ...[tree(0, 12), tree(500, 40), tree(1000, 20)],
    network(1000, { "10.0.0.8:5432": 4, "10.0.0.9:443": 9 }),
  ];
  expect(trialOf("sample", readings)).toMatchObject({ remote: "10.0.0.9:443", openFiles: 40 });
  expect(trialOf("sample")).not.toHaveProperty("remote");
});
