import { describe, expect, test } from "vitest";
import { attachRecordedRuns } from "../../src/baseline/comparableRuns.ts";
import { addRun, maxRuns } from "../../src/baseline/runHistory.ts";
import type { BaselineLookup } from "../../src/baseline/store/lookup.ts";
import { judge } from "../../src/gate/judge.ts";
import type { Baseline, BaselineRun } from "../../src/model/baseline.ts";
import type { Environment, LoadSettings, MeasuredScenario } from "../../src/model/results.ts";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { armMetrics, environment, latency, measuredResults, scenario, settings } from "../support/builders.ts";

const load = (rate: string, of: Partial<LoadSettings> = {}): LoadSettings => ({
  hash: `of ${rate}`,
  keys: { "scenarios.shop.phases[0].rate": rate, "scenarios.shop.timeout": "a" },
  ...of,
});

const shop = (of: Partial<MeasuredScenario> = {}): MeasuredScenario =>
  scenario({
    mode: { kind: "recorded", reason: "" },
    rounds: [{ index: 0, head: armMetrics(latency(100)) }],
    load: load("10"),
    ...of,
  });

/** A baseline with these runs of main: a scenario, and the machine it ran on. */
function baselineOf(...runs: readonly (readonly [MeasuredScenario, Partial<Environment>])[]): Baseline {
  const results = runs.map(([one, where]) => judge(measuredResults([one], { environment: environment(where) })));
  const grown = results.reduce<Baseline | undefined>((all, one) => addRun(all, one), undefined);
  return grown ?? { schema: 1, runs: [] };
}

const lookupOf = (baseline: Baseline): BaselineLookup => ({ kind: "found", from: "the file main.json", baseline });

/** The first comparison of a pull request with this baseline. */
function compare(baseline: Baseline, head = shop(), where: Partial<Environment> = {}) {
  const here = environment(where);
  const attached = attachRecordedRuns(head, lookupOf(baseline), here);
  const note = { kind: "found", runs: baseline.runs.length, at: "2026-11-23" } as const;
  const judged = judge(measuredResults([attached], { environment: here, baseline: note }));
  // Judging the saved file again must give the same bytes.
  expect(encodeResults(rejudge(decodeResults(encodeResults(judged), "results.json"), {}))).toBe(encodeResults(judged));
  const [comparison] = judged.scenarios[0]?.comparisons ?? [];
  return { used: attached.recorded?.length, outcome: comparison?.outcome, reason: comparison?.reason };
}

const remedy = "numbers of another load are not comparable; the next runs on main record new ones";

describe("a scenario with other settings than main's", () => {
  test("is not compared, and the differing keys are named", () => {
    expect(compare(baselineOf([shop({ load: load("20") }), {}]))).toEqual({
      used: 0,
      outcome: "inconclusive",
      reason: `main was measured with other settings (scenarios.shop.phases[0].rate): ${remedy}`,
    });
  });

  test("says that more keys differ if not all keys were recorded", () => {
    expect(compare(baselineOf([shop({ load: load("20", { more: true }) }), {}])).reason).toBe(
      `main was measured with other settings (scenarios.shop.phases[0].rate and others): ${remedy}`,
    );
  });

  test("names the differences from main's newest settings", () => {
    const other = load("10", { hash: "new", keys: { ...load("10").keys, "scenarios.shop.timeout": "b" } });
    const history = baselineOf([shop({ load: load("20") }), {}], [shop({ load: other }), {}]);
    expect(compare(history).reason).toContain("(scenarios.shop.timeout)");
  });

  test("is compared by its own settings only; other scenarios do not matter", () => {
    const history = baselineOf([shop(), { config_hash: "with another" }]);
    expect(compare(history)).toMatchObject({ used: 1, outcome: "inconclusive" });
    expect(compare(history).reason).toContain("recorded runs differ by machine: gating needs 10");
  });

  test("is compared by the hash of all scenarios if an old baseline has no other", () => {
    const { load: _, ...old } = shop();
    expect(compare(baselineOf([old, {}])).used).toBe(1);
    expect(compare(baselineOf([old, { config_hash: "other" }]))).toEqual({
      used: 0,
      outcome: "inconclusive",
      reason: `main was measured with other settings: ${remedy}`,
    });
    expect(compare(baselineOf([shop({ load: load("20") }), {}]), old).used).toBe(1);
  });
});

describe("other machines", () => {
  test("are named, the newest first, unless the settings differ too", () => {
    const history = baselineOf(
      [shop(), { cpu_model: "Intel Xeon", cores: 2 }],
      [shop(), { image: "ubuntu22" }],
      [shop(), { image: "ubuntu22" }],
      [shop({ load: load("20") }), {}],
    );
    expect(compare(history)).toEqual({
      used: 0,
      outcome: "inconclusive",
      reason:
        "main's runs were on other machines (AMD EPYC 7763, 4 cores, ubuntu22; Intel Xeon, 2 cores, ubuntu24; here AMD EPYC 7763, 4 cores, ubuntu24): numbers of other machines are not comparable",
    });
  });
});

test("a scenario that main never ran alone is new", () => {
  const duet = scenario({ load: load("10"), rounds: [{ index: 0, head: armMetrics(latency(1)) }] });
  const results = [baselineOf([shop({ id: "cart" }), {}]), baselineOf([duet, {}])].map((one) => compare(one));
  expect(results).toEqual(
    Array(2).fill({ used: 0, outcome: "new", reason: "main has recorded no run of this scenario" }),
  );
});

describe("the baseline", () => {
  test("keeps the load settings of its own runs only, each once", () => {
    const { runs, loads } = baselineOf([shop(), {}], [shop({ load: load("20") }), {}], [shop(), {}]);
    expect(runs.map(({ scenarios }) => scenarios["shop"]?.load)).toEqual(["of 10", "of 20", "of 10"]);
    expect(loads).toEqual({ "of 10": { keys: load("10").keys }, "of 20": { keys: load("20").keys } });
    const later = Array.from({ length: maxRuns - 1 }, () => [shop(), {}] as const);
    const longHistory = baselineOf([shop({ load: load("20") }), {}], ...later, [shop(), {}]);
    expect([longHistory.runs.length, Object.keys(longHistory.loads ?? {})]).toEqual([maxRuns, ["of 10"]]);
  });
});

describe("judging again with another baseline", () => {
  const day = 86_400_000;
  const at = (date: string) => {
    const { runs } = baselineOf([shop(), {}]);
    return lookupOf({ schema: 1, runs: runs.map((run): BaselineRun => ({ ...run, at: date })) });
  };
  const other = { kind: "other", message: "mind the gap" };
  const first = judge(
    measuredResults([shop()], { settings: settings({ baseline_max_age_ms: 14 * day }), warnings: [other] }),
  );

  test("warns of the age of the new baseline, not of the first", () => {
    const old = rejudge(first, { baseline: at("2026-11-01T21:35:13.461Z") });
    expect(old.warnings).toEqual([
      other,
      expect.objectContaining({ message: expect.stringMatching(/^the baseline is 22 days old/) }),
    ]);
    expect(rejudge(old, {})).toEqual(old);
    const new_ = rejudge(old, { baseline: at("2026-11-22T21:35:13.461Z") });
    expect([new_.warnings, new_.baseline]).toEqual([
      [other],
      expect.objectContaining({ from: "the file main.json", age_ms: day }),
    ]);
  });

  test("drops the runs of the first baseline if the new one is absent", () => {
    const with_ = rejudge(first, { baseline: at("2026-11-22T21:35:13.461Z") });
    const without = rejudge(with_, { baseline: { kind: "absent", message: "no baseline yet" } });
    expect([with_.scenarios[0]?.recorded?.length, without.scenarios[0]?.recorded]).toEqual([1, undefined]);
  });
});
