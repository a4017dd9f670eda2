import { expect, test } from "vitest";
import { restartEstimates } from "../../../src/analysis/capacity/restartEstimates.ts";
import type { Trial } from "../../../src/model/trial.ts";
import { millis } from "../../../src/model/unit.ts";
import { draw } from "../../../src/stats/random.ts";

const [meanWorkMs, leadInMs, durationMs, limitMs] = [5, 500, 2000, 100];

/** A short trial of a server that takes 5 ms for each request, one at a time: M/D/1. */
function playedTrial(ratePerSec: number, restart: number, n: number): Trial {
  const lengthMs = leadInMs + durationMs;
  const count = Math.round((ratePerSec * lengthMs) / 1000);
  const dueMs = Float32Array.from({ length: count }, (_, i) => lengthMs * draw(100 * restart + n, 7, i)).sort();
  let freeAtMs = 0;
  const times: number[] = [];
  for (const due of dueMs) {
    freeAtMs = Math.max(freeAtMs, due) + meanWorkMs;
    if (due >= leadInMs) times.push(freeAtMs - due);
  }
  const beyond = (limit: number) => ({ p95: times.filter((time) => time > limit).length });
  return {
    ...{ arm: "head", purpose: "sample", ratePerSec, playedPerSec: ratePerSec, restart, seed: n },
    ...{ leadInMs: millis(leadInMs), durationMs: millis(durationMs), dueMs, due: times.length },
    ...{ successful: times.length, beyond: beyond(limitMs), beyondHalf: beyond(limitMs / 2) },
    drainMs: millis(Math.max(0, freeAtMs - lengthMs)),
    finishedPerSec: (1000 * count) / Math.max(freeAtMs, lengthMs),
    ...{ inService: 1, quickMs: millis(5), medianMs: millis(30), isGeneratorLate: false },
  };
}

test("short trials find the rate of the long run, although their queues have not grown yet", () => {
  const rates = [175, 180, 185, 190, 195, 183];
  const trials = [0, 1, 2, 3].flatMap((restart) => rates.map((rate, n) => playedTrial(rate, restart, n)));
  const settings = { sla: { p95: limitMs }, isPoisson: true };
  const estimates = restartEstimates(trials, settings);
  expect(estimates.map(({ arm, restart, firstBroken }) => [arm, restart, firstBroken])).toEqual(
    [0, 1, 2, 3].map((restart) => ["head", restart, "p95"]),
  );
  // By the formula of M/D/1, 184.9/s.
  for (const { logRate } of estimates) expect(Math.abs(Math.exp(logRate) / 184.9 - 1)).toBeLessThan(0.005);
  // Without the arrivals, a curve through the shares is all there is. It comes out too high.
  const blind = trials.map(({ dueMs: _, ...trial }) => trial);
  const ofCurve = restartEstimates(blind, settings);
  expect(Math.exp(ofCurve.reduce((sum, { logRate }) => sum + logRate, 0) / 4)).toBeGreaterThan(187);
});

test("a share of slow requests that rises slowly, and is no queue, is followed by a curve", () => {
  const rates = [160, 170, 180, 190, 200, 210, 220, 230];
  const shareAt = (rate: number) => 1 / (1 + 19 * (200 / rate) ** 6);
  const trials = [0, 1, 2, 3].flatMap((restart) =>
    rates.map((rate, n): Trial => {
      const trial = playedTrial(100, restart, n);
      const dueMs = trial.dueMs ?? Float32Array.of();
      const p95 = Math.round(shareAt(rate) * trial.due);
      return { ...trial, ratePerSec: rate, dueMs, beyond: { p95 }, beyondHalf: { p95 }, drainMs: millis(0) };
    }),
  );
  const [first] = restartEstimates(trials, { sla: { p95: limitMs }, isPoisson: true });
  expect(Math.abs(Math.exp(first?.logRate ?? 0) / 200 - 1)).toBeLessThan(0.1);
});
