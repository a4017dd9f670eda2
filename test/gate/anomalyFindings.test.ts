import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { verdictOf } from "../../src/gate/verdict.ts";
import type { Anomaly } from "../../src/model/cause.ts";
import type { FailCondition } from "../../src/model/plan.ts";
import type { MeasuredScenario } from "../../src/model/results.ts";
import { headline } from "../../src/report/headline.ts";
import { comparison, measuredResults, rounds, scenario, settings } from "../support/builders.ts";

const spike: Anomaly = {
  ...{ kind: "cpu_spike", arm: "head", phase: "steady", round: 1 },
  ...{ at_ms: 2100, duration_ms: 500, value: 0.97, limit: 0.95 },
};
const [first, second, third] = rounds([100, 100], [100, 100], [100, 100]);

function verdictWith(
  anomalies: readonly Anomaly[],
  failOn: readonly FailCondition[],
  more: Partial<MeasuredScenario> = {},
) {
  const measured = scenario({ rounds: rounds([100, 100], [100, 100]), anomalies: [...anomalies], ...more });
  const judged = { ...measured, comparisons: [comparison()], sla: [] };
  return verdictOf({ scenarios: [judged] }, settings({ fail_on: [...failOn] }));
}

test("anomalies of the head fail a run whose fail_on names them, one finding a kind", () => {
  const stall: Anomaly = { ...spike, kind: "stall", value: 612, limit: 500, round: 0 };
  expect(verdictWith([stall, spike, { ...spike, at_ms: 4000 }], ["regression", "anomaly"])).toEqual({
    kind: "fail",
    failing: true,
    reasons: [
      "shop: stall of the head, 612 ms (limit 500 ms), in steady, round 1, after 2100 ms",
      "shop: CPU spike of the head, 97 % (limit 95 %), in steady, round 2, after 2100 ms, and 1 more",
    ],
  });
});

test.each<[string, readonly Anomaly[], readonly FailCondition[], Partial<MeasuredScenario>?]>([
  ["fail_on does not name them", [spike], ["regression", "sla", "invalid"]],
  ["they are of the base", [{ ...spike, arm: "base" }], ["anomaly"]],
  [
    "they are the runner's fault",
    [
      { ...spike, kind: "steal" },
      { ...spike, kind: "throttling" },
    ],
    ["anomaly"],
  ],
  [
    "their round does not count",
    [spike],
    ["anomaly"],
    { rounds: first && second && third ? [first, { ...second, invalid: "the load generator was late" }, third] : [] },
  ],
])("no finding if %s", (_, anomalies, failOn, more) => {
  expect(verdictWith(anomalies, failOn, more)).toEqual({ kind: "pass", failing: false, reasons: [] });
});

test("the headline says it, and judging again gives the same bytes", () => {
  const measured = scenario({
    rounds: rounds([10, 10], [10, 10], [10, 10], [10, 10], [10, 10], [10, 10]),
    anomalies: [{ ...spike, kind: "stall", value: 612, limit: 500 }],
  });
  const judged = judge(measuredResults([measured], { settings: settings({ fail_on: ["regression", "anomaly"] }) }));
  expect(headline(judged).text).toMatch(/^Anomaly: shop: stall of the head, 612 ms \(limit 500 ms\)/);
  expect(JSON.stringify(judge(judged))).toBe(JSON.stringify(judged));
});
