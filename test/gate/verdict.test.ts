import { describe, expect, test } from "vitest";
import { verdictOf } from "../../src/gate/verdict.ts";
import { type FailCondition, failConditions } from "../../src/model/plan.ts";
import type { ScenarioResult } from "../../src/model/results.ts";
import type { Comparison, SlaCheck } from "../../src/model/verdict.ts";
import { comparison, rounds, scenario, settings } from "../support/builders.ts";

const change = { change_ratio: 0.31, interval: [0.24, 0.39] as [number, number] };
const regressed = comparison({ outcome: "regressed", ...change });
const improved = comparison({ outcome: "improved", change_ratio: -0.2, interval: [-0.3, -0.1] });
const inconclusive = comparison({
  outcome: "inconclusive",
  metric: "tail",
  change_ratio: 0.05,
  interval: [-0.04, 0.15],
});
const unstable = comparison({ outcome: "unstable", metric: "p50", change_ratio: 0.3, interval: [-0.5, 2.2] });
const invalid = comparison({ outcome: "invalid", reason: "no request of the head succeeded in 1 of 4 rounds" });
const fresh = comparison({ outcome: "new", reason: "no baseline yet" });
const breached: SlaCheck = { request: "all", metric: "p95", limit: 100, value: 120, outcome: "breached" };
const unmeasured: SlaCheck = { request: "GET /a", metric: "p99", limit: 100, outcome: "not_measured" };
const met: SlaCheck = { request: "all", metric: "p95", limit: 100, value: 50, outcome: "met" };

function scenarioWith(
  comparisons: readonly Comparison[],
  sla: readonly SlaCheck[] = [],
  more: Partial<ScenarioResult> = {},
) {
  return { ...scenario({ rounds: rounds([100, 100]) }), comparisons: [...comparisons], sla: [...sla], ...more };
}

const verdict = (
  scenarios: readonly ScenarioResult[],
  failOn: readonly FailCondition[] = ["regression", "sla", "invalid"],
) => verdictOf({ scenarios }, settings({ fail_on: [...failOn] }));

const slower = "shop: p95 +31 % [24, 39]";
const undecided =
  "shop: tail (p90–p99) +5 % [−4, 15] is neither shown nor ruled out: it is close to the smallest change that fails; raise gate.budget, or set another gate.min_effect";
const broken = "shop: no request of the head succeeded in 1 of 4 rounds";
const tooSlow = "shop: p95 is 120 ms, the SLA wants at most 100 ms";
const unseen = "shop: p99 of GET /a was not measured, the SLA wants at most 100 ms";

describe("the verdict", () => {
  test.each<{
    readonly why: string;
    readonly of: readonly ScenarioResult[];
    readonly kind: string;
    readonly reasons: readonly string[];
    readonly failing?: boolean;
  }>([
    {
      why: "all metrics are unchanged, improved or new, and all limits met",
      of: [scenarioWith([comparison(), improved, fresh], [met])],
      kind: "pass",
      reasons: [],
    },
    {
      why: "a metric regressed",
      of: [scenarioWith([comparison(), regressed])],
      kind: "fail",
      reasons: [slower],
      failing: true,
    },
    {
      why: "a limit is breached",
      of: [scenarioWith([comparison()], [met, breached])],
      kind: "fail",
      reasons: [tooSlow],
      failing: true,
    },
    {
      why: "a comparison is invalid",
      of: [scenarioWith([comparison(), invalid])],
      kind: "invalid",
      reasons: [broken],
      failing: true,
    },
    {
      why: "a limit is not measured",
      of: [scenarioWith([comparison()], [unmeasured])],
      kind: "invalid",
      reasons: [unseen],
      failing: true,
    },
    {
      why: "a comparison is inconclusive",
      of: [scenarioWith([comparison(), inconclusive])],
      kind: "inconclusive",
      reasons: [undecided],
    },
    {
      why: "a comparison is unstable",
      of: [scenarioWith([unstable])],
      kind: "inconclusive",
      reasons: [
        "shop: p50 +30 % [−50, 220] is neither shown nor ruled out: too noisy: use a quieter machine, or a higher rate",
      ],
    },
    {
      why: "a run that stopped early leaves a large change without enough rounds",
      of: [scenarioWith([comparison({ ...unstable, change_ratio: 5, interval: [4, 7], min_effect_ratio: 0.1 })])],
      kind: "inconclusive",
      reasons: ["shop: p50 +500 % [400, 700] needs more rounds to be sure: raise gate.budget"],
    },
    {
      why: "an inconclusive comparison has a reason",
      of: [scenarioWith([comparison({ outcome: "inconclusive", request: "GET /a", reason: "too few rounds" })])],
      kind: "inconclusive",
      reasons: ["shop: GET /a too few rounds"],
    },
    {
      why: "everything at once, with the most severe reasons first",
      of: [scenarioWith([inconclusive, invalid, regressed], [unmeasured, breached])],
      kind: "fail",
      reasons: [slower, tooSlow, broken, unseen, undecided],
      failing: true,
    },
    {
      why: "invalid outranks inconclusive",
      of: [scenarioWith([inconclusive, invalid])],
      kind: "invalid",
      reasons: [broken, undecided],
      failing: true,
    },
    {
      why: "comparisons that do not gate have no effect",
      of: [
        scenarioWith([comparison(), ...[regressed, invalid, inconclusive].map((one) => ({ ...one, gating: false }))]),
      ],
      kind: "pass",
      reasons: [],
    },
    {
      why: "equal reasons appear once",
      of: [scenarioWith([{ ...invalid, metric: "p50" }, invalid, { ...invalid, metric: "tail" }])],
      kind: "invalid",
      reasons: [broken],
      failing: true,
    },
    {
      why: "one of two scenarios regressed",
      of: [scenarioWith([comparison()]), scenarioWith([regressed], [], { id: "cart" })],
      kind: "fail",
      reasons: ["cart: p95 +31 % [24, 39]"],
      failing: true,
    },
  ])("$kind: $why", ({ of, kind, reasons, failing = false }) => {
    expect(verdict(of)).toEqual({ kind, reasons, failing });
  });

  test("names request and metric, and gives an error rate in percentage points", () => {
    const rate = { outcome: "regressed", metric: "error_rate", change_ratio: 0.012, interval: [0.008, 0.016] } as const;
    const worse = comparison({ ...rate, interval: [0.008, 0.016], request: "POST /b" });
    expect(verdict([scenarioWith([worse])]).reasons).toEqual(["shop: POST /b error rate +1.2 pp [0.8, 1.6]"]);
  });
});

describe("a verdict of pass", () => {
  test("is never given to an aborted scenario, whatever its numbers are", () => {
    const failure = "the service ended\nits log";
    expect([
      verdict([scenarioWith([comparison()], [met], { failure })]),
      verdict([scenarioWith([regressed], [breached], { failure })]),
    ]).toEqual([
      { kind: "invalid", reasons: ["shop: the service ended"], failing: true },
      { kind: "invalid", reasons: ["shop: the service ended"], failing: true },
    ]);
  });

  test("is never given without a measurement, in any mode", () => {
    const kinds = (["duet", "recorded", "off"] as const).map(
      (kind) => verdict([scenarioWith([], [], { rounds: [], mode: { kind, reason: "" } })]).reasons,
    );
    expect(kinds).toEqual(new Array(3).fill(["shop: nothing was measured"]));
  });

  test("is never given to a run without scenarios", () => {
    expect(verdict([])).toEqual({ kind: "invalid", reasons: ["nothing was measured"], failing: true });
  });

  test("needs a compared metric, except with compare: off", () => {
    expect([
      verdict([scenarioWith([])]),
      verdict([scenarioWith([{ ...regressed, gating: false }])]),
      verdict([scenarioWith([], [met], { mode: { kind: "recorded", reason: "" } })]),
      verdict([scenarioWith([], [met], { mode: { kind: "off", reason: "compare: off" } })]),
    ]).toEqual([
      { kind: "invalid", reasons: ["shop: no metric was compared"], failing: true },
      { kind: "invalid", reasons: ["shop: no metric was compared"], failing: true },
      { kind: "invalid", reasons: ["shop: no metric was compared"], failing: true },
      { kind: "pass", reasons: [], failing: false },
    ]);
  });
});

describe("failing", () => {
  const findings = { regression: regressed, invalid, inconclusive };

  test("happens only for the conditions in fail_on", () => {
    const table = Object.entries(findings).map(([name, one]) => [
      name,
      failConditions.filter((failure) => verdict([scenarioWith([one])], [failure]).failing),
    ]);
    expect([
      ...table,
      [
        "sla",
        failConditions.filter((failure) => verdict([scenarioWith([comparison()], [breached])], [failure]).failing),
      ],
    ]).toEqual([
      ["regression", ["regression"]],
      ["invalid", ["invalid"]],
      ["inconclusive", ["inconclusive"]],
      ["sla", ["sla"]],
    ]);
  });

  test("never happens to a pass or with an empty fail_on, which does not change the kind", () => {
    expect([
      verdict([scenarioWith([comparison()])], failConditions),
      verdict([scenarioWith([regressed], [breached])], []),
    ]).toEqual([
      { kind: "pass", reasons: [], failing: false },
      { kind: "fail", reasons: [slower, tooSlow], failing: false },
    ]);
  });

  test("happens for a lesser finding even if the most severe one does not fail", () => {
    expect(verdict([scenarioWith([regressed, invalid])], ["invalid"])).toEqual({
      kind: "fail",
      reasons: [slower, broken],
      failing: true,
    });
  });
});
