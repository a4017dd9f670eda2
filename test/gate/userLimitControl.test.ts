import { expect, test } from "vitest";
import { compareMetrics } from "../../src/gate/compare.ts";
import type { MetricKey } from "../../src/gate/gatedMetrics.ts";
import type { ComparedMetric } from "../../src/model/metric.ts";
import type { PhaseResult, RoundResult } from "../../src/model/results.ts";
import { armMetrics, latency, measuredResults, scenario } from "../support/builders.ts";

const userLimit = { limit: 100, source: "config", waited_ratio: 0.3, longest_wait_ms: 2000, needed: 190 } as const;

/** An arm whose requests took `ms` with the wait for a free user, and `ownMs` without. */
const arm = (ms: number, ownMs: number, dropped = 0) => {
  const uncapped = latency(ownMs, { due: 300 - dropped });
  return armMetrics(latency(ms, { failed: dropped, uncapped }));
};

const noise = [0.99, 1.01, 1, 1.005, 0.995, 1.002, 0.998, 1];

function compare(metric: ComparedMetric, base: [number, number], head: [number, number, number?]) {
  const rounds = noise.map((factor, index): RoundResult => {
    const [ms, ownMs, dropped] = head;
    return { index, base: arm(...base), head: arm(factor * ms, factor * ownMs, dropped) };
  });
  const { settings, baseline } = measuredResults([]);
  const phases = [{ warmup: false, user_limit: userLimit } as PhaseResult];
  const key: MetricKey = { scenario: "shop", request: "all", metric, gating: true };
  const [comparison] = compareMetrics([key], scenario({ rounds, phases }), { settings, baseline, alpha: 0.01 });
  return [comparison?.outcome, comparison?.reason];
}

const where = "without the wait for max_concurrent_users: 100, where about 190 would do";

test("a regression that only the wait makes is none of the service's", () => {
  const [outcome, reason] = compare("p95", [1600, 1500], [9000, 1530]);
  expect(outcome).toBe("unstable");
  expect(reason).toMatch(/^p95 \+2 % \[.*\] without/);
  expect(reason).toContain(where);
});

test("a regression that the wait hides is not ruled out", () => {
  expect(compare("p95", [9000, 1000], [9000, 1500])[0]).toBe("unstable");
});

test("requests that waited until the end do not count as failures of the service", () => {
  const [outcome, reason] = compare("error_rate", [1600, 1500], [1600, 1500, 60]);
  expect(outcome).toBe("unstable");
  expect(reason).toMatch(/^error rate 0 pp \[.*\] without/);
});

test("a regression of the service itself stays one", () => {
  expect(compare("p95", [1600, 1500], [9000, 2500])).toEqual(["regressed", undefined]);
});

test("an unchanged service stays unchanged", () => {
  expect(compare("p95", [9000, 1500], [9000, 1500])).toEqual(["unchanged", undefined]);
});
