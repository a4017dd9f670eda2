import { expect, test } from "vitest";
import { armCapacity } from "../../../src/analysis/capacity/outcome.ts";
import { limitParts } from "../../../src/analysis/capacity/queueEstimate.ts";
import { restartEstimates } from "../../../src/analysis/capacity/restartEstimates.ts";
import type { Trial } from "../../../src/model/trial.ts";
import { millis } from "../../../src/model/unit.ts";
import { draw } from "../../../src/stats/random.ts";

const [leadInMs, limitMs] = [500, 100];
const short = { purpose: "sample" as Trial["purpose"], durationMs: 2000, workMs: 5, isEven: false };

/** A trial of a server that takes 5 ms for each request, one at a time: M/D/1. */
function playedTrial(ratePerSec: number, restart: number, n: number, changed: Partial<typeof short> = {}): Trial {
  const { purpose, durationMs, workMs, isEven } = { ...short, ...changed };
  const lengthMs = leadInMs + durationMs;
  const count = Math.round((ratePerSec * lengthMs) / 1000);
  const dueMs = Float32Array.from({ length: count }, (_, i) =>
    isEven ? (1000 * i) / ratePerSec : lengthMs * draw(100 * restart + n, 7, i),
  ).sort();
  let freeAtMs = 0;
  const times: number[] = [];
  for (const due of dueMs) {
    freeAtMs = Math.max(freeAtMs, due) + workMs;
    if (due >= leadInMs) times.push(freeAtMs - due);
  }
  const countBeyond = (part: number) => times.filter((time) => time > part * limitMs).length;
  return {
    ...{ arm: "head", purpose, ratePerSec, playedPerSec: ratePerSec, restart, seed: n },
    ...{ leadInMs: millis(leadInMs), durationMs: millis(durationMs), dueMs, due: times.length },
    ...{ successful: times.length, beyond: { p95: countBeyond(1) }, slower: { p95: limitParts.map(countBeyond) } },
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

test("with even arrivals, trials below the capacity have no queue and say nothing: those beyond it decide", () => {
  const rates = [190, 195, 185, 205, 210, 180];
  const trials = rates.map((rate, n) => playedTrial(rate, 0, n, { isEven: true }));
  const [head] = restartEstimates(trials, { sla: { p95: limitMs }, isPoisson: false });
  expect(Math.abs(Math.exp(head?.logRate ?? 0) / 200 - 1)).toBeLessThan(0.005);
});

test("a share of slow requests that rises slowly, and is no queue, is followed by a curve", () => {
  const rates = [160, 170, 180, 190, 200, 210, 220, 230];
  const shareAt = (rate: number) => 1 / (1 + 19 * (200 / rate) ** 6);
  const trials = [0, 1, 2, 3].flatMap((restart) =>
    rates.map((rate, n): Trial => {
      const trial = playedTrial(100, restart, n);
      const dueMs = trial.dueMs ?? Float32Array.of();
      const p95 = Math.round(shareAt(rate) * trial.due);
      return {
        ...trial,
        ratePerSec: rate,
        dueMs,
        beyond: { p95 },
        slower: { p95: limitParts.map(() => p95) },
        drainMs: millis(0),
      };
    }),
  );
  const [first] = restartEstimates(trials, { sla: { p95: limitMs }, isPoisson: true });
  expect(Math.abs(Math.exp(first?.logRate ?? 0) / 200 - 1)).toBeLessThan(0.1);
});

test("a long trial that chance made worse widens the interval, and one that a leak made worse leaves no number", () => {
  const rates = [175, 180, 185, 190, 195, 183];
  const samples = [0, 1, 2, 3].flatMap((restart) => rates.map((rate, n) => playedTrial(rate, restart, n)));
  const settings = { sla: { p95: limitMs }, isPoisson: true, maxPerSec: 1000 };
  const withFinal = (workMs: number) => {
    const trials = [...samples, playedTrial(176, 3, 9, { purpose: "final", durationMs: 20_000, workMs })];
    return armCapacity("head", trials, restartEstimates(trials, settings), settings, 2);
  };
  const [kept, worse, leak] = [5, 5.4, 8].map((workMs) => withFinal(workMs));
  const widthOf = (found: typeof kept) => {
    const [low = 0, high = 0] = found?.max_sustainable_per_sec?.interval ?? [];
    return [Math.round(low), Math.round(high)];
  };
  expect([kept, worse].map(widthOf)).toEqual([
    [180, 191],
    [173, 191],
  ]);
  expect(leak?.outcome.kind).toBe("not_sustained");
  expect(leak?.max_sustainable_per_sec).toBeUndefined();
});

test("few short trials of a pool with random work are still a queue, and no curve", () => {
  const poolTrial = (ratePerSec: number, seed: number, restart: number): Trial => {
    const trial = playedTrial(ratePerSec, restart, seed, { durationMs: 700 });
    const freeAtMs = [0, 0, 0, 0];
    const times = [...(trial.dueMs ?? [])].flatMap((due, i) => {
      const place = freeAtMs.indexOf(Math.min(...freeAtMs));
      const endMs = Math.max(due, freeAtMs[place] ?? 0) - 20 * Math.log(1 - draw(seed, 100 * restart + 9, i));
      freeAtMs[place] = endMs;
      return due >= leadInMs ? [endMs - due] : [];
    });
    const countBeyond = (part: number) => times.filter((time) => time > part * limitMs).length;
    return { ...trial, beyond: { p95: countBeyond(1) }, slower: { p95: limitParts.map(countBeyond) } };
  };
  const isQueue = (set: number) => {
    const rates = [170, 180, 190, 200, 210];
    const trials = [0, 1, 2, 3, 4].flatMap((restart) => rates.map((rate, n) => poolTrial(rate, 10 * set + n, restart)));
    const estimates = restartEstimates(trials, { sla: { p95: limitMs }, isPoisson: true });
    return estimates.every(({ modelError }) => modelError > 0);
  };
  expect([1, 2].map(isQueue)).toEqual([true, true]);
});
