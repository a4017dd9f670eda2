import { describe, expect, test } from "vitest";
import { verdictOf } from "../../src/gate/verdict.ts";
import { type Failure, failures } from "../../src/model/plan.ts";
import type { ScenarioResult } from "../../src/model/results.ts";
import type { Comparison, SlaCheck } from "../../src/model/verdict.ts";
import { comparison, rounds, scenario, settings } from "../support/make.ts";

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

function judged(comparisons: readonly Comparison[], sla: readonly SlaCheck[] = [], more: Partial<ScenarioResult> = {}) {
  return { ...scenario({ rounds: rounds([100, 100]) }), comparisons: [...comparisons], sla: [...sla], ...more };
}

const verdict = (scenarios: readonly ScenarioResult[], failOn: readonly Failure[] = ["regression", "sla", "invalid"]) =>
  verdictOf(scenarios, settings({ fail_on: [...failOn] }));

const slower = "shop: p95 +31 % [24, 39]";
const undecided = "shop: tail +5 % [−4, 15] is neither shown nor ruled out";
const broken = "shop: no request of the head succeeded in 1 of 4 rounds";
const tooSlow = "shop: p95 is 120 ms, the SLA wants at most 100 ms";
const unseen = "shop: p99 of GET /a was not measured, the SLA wants at most 100 ms";

describe("one verdict", () => {
  test.each<{
    readonly why: string;
    readonly of: readonly ScenarioResult[];
    readonly kind: string;
    readonly reasons: readonly string[];
    readonly failing?: boolean;
  }>([
    {
      why: "unchanged, improved, new and met",
      of: [judged([comparison(), improved, fresh], [met])],
      kind: "pass",
      reasons: [],
    },
    { why: "one regressed", of: [judged([comparison(), regressed])], kind: "fail", reasons: [slower], failing: true },
    {
      why: "a limit breached",
      of: [judged([comparison()], [met, breached])],
      kind: "fail",
      reasons: [tooSlow],
      failing: true,
    },
    { why: "one invalid", of: [judged([comparison(), invalid])], kind: "invalid", reasons: [broken], failing: true },
    {
      why: "a limit not measured",
      of: [judged([comparison()], [unmeasured])],
      kind: "invalid",
      reasons: [unseen],
      failing: true,
    },
    { why: "one inconclusive", of: [judged([comparison(), inconclusive])], kind: "inconclusive", reasons: [undecided] },
    {
      why: "one unstable",
      of: [judged([unstable])],
      kind: "inconclusive",
      reasons: ["shop: p50 +30 % [−50, 220] is neither shown nor ruled out"],
    },
    {
      why: "inconclusive for a reason",
      of: [judged([comparison({ outcome: "inconclusive", request: "GET /a", reason: "too few rounds" })])],
      kind: "inconclusive",
      reasons: ["shop: GET /a too few rounds"],
    },
    {
      why: "everything at once: the gravest first",
      of: [judged([inconclusive, invalid, regressed], [unmeasured, breached])],
      kind: "fail",
      reasons: [slower, tooSlow, broken, unseen, undecided],
      failing: true,
    },
    {
      why: "invalid before inconclusive",
      of: [judged([inconclusive, invalid])],
      kind: "invalid",
      reasons: [broken, undecided],
      failing: true,
    },
    {
      why: "what does not gate decides nothing",
      of: [judged([comparison(), ...[regressed, invalid, inconclusive].map((one) => ({ ...one, gating: false }))])],
      kind: "pass",
      reasons: [],
    },
    {
      why: "the same reason is told once",
      of: [judged([{ ...invalid, metric: "p50" }, invalid, { ...invalid, metric: "tail" }])],
      kind: "invalid",
      reasons: [broken],
      failing: true,
    },
    {
      why: "one scenario of two",
      of: [judged([comparison()]), judged([regressed], [], { id: "cart" })],
      kind: "fail",
      reasons: ["cart: p95 +31 % [24, 39]"],
      failing: true,
    },
  ])("$kind: $why", ({ of, kind, reasons, failing = false }) => {
    expect(verdict(of)).toEqual({ kind, reasons, failing });
  });

  test("names request and metric, and an error rate in points", () => {
    const rate = { outcome: "regressed", metric: "error_rate", change_ratio: 0.012, interval: [0.008, 0.016] } as const;
    const worse = comparison({ ...rate, interval: [0.008, 0.016], request: "POST /b" });
    expect(verdict([judged([worse])]).reasons).toEqual(["shop: POST /b error rate +1.2 pp [0.8, 1.6]"]);
  });
});

describe("only pass passes", () => {
  test("what broke off is invalid, whatever its numbers look like", () => {
    const failure = "the service ended\nits log";
    expect([
      verdict([judged([comparison()], [met], { failure })]),
      verdict([judged([regressed], [breached], { failure })]),
    ]).toEqual([
      { kind: "invalid", reasons: ["shop: the service ended"], failing: true },
      { kind: "invalid", reasons: ["shop: the service ended"], failing: true },
    ]);
  });

  test("nothing measured is invalid, in every mode", () => {
    const kinds = (["duet", "recorded", "off"] as const).map(
      (kind) => verdict([judged([], [], { rounds: [], mode: { kind, reason: "" } })]).reasons,
    );
    expect(kinds).toEqual(new Array(3).fill(["shop: nothing was measured"]));
  });

  test("a run without scenarios is invalid", () => {
    expect(verdict([])).toEqual({ kind: "invalid", reasons: ["nothing was measured"], failing: true });
  });

  test("a comparison that compared nothing is invalid, a scenario that was not to be compared is not", () => {
    expect([
      verdict([judged([])]),
      verdict([judged([{ ...regressed, gating: false }])]),
      verdict([judged([], [met], { mode: { kind: "recorded", reason: "" } })]),
      verdict([judged([], [met], { mode: { kind: "off", reason: "compare: off" } })]),
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

  test("is what fail_on names, and nothing else", () => {
    const table = Object.entries(findings).map(([name, one]) => [
      name,
      failures.filter((failure) => verdict([judged([one])], [failure]).failing),
    ]);
    expect([
      ...table,
      ["sla", failures.filter((failure) => verdict([judged([comparison()], [breached])], [failure]).failing)],
    ]).toEqual([
      ["regression", ["regression"]],
      ["invalid", ["invalid"]],
      ["inconclusive", ["inconclusive"]],
      ["sla", ["sla"]],
    ]);
  });

  test("a pass never fails, with an empty list nothing does, and the kind stays", () => {
    expect([verdict([judged([comparison()])], failures), verdict([judged([regressed], [breached])], [])]).toEqual([
      { kind: "pass", reasons: [], failing: false },
      { kind: "fail", reasons: [slower, tooSlow], failing: false },
    ]);
  });

  test("a lesser finding fails the run where the gravest does not", () => {
    expect(verdict([judged([regressed, invalid])], ["invalid"])).toEqual({
      kind: "fail",
      reasons: [slower, broken],
      failing: true,
    });
  });
});
