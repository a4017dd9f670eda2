import { describe, expect, test } from "vitest";
import { keptRuns, withRun } from "../../src/baseline/codec.ts";
import { withRecorded } from "../../src/baseline/comparableRuns.ts";
import type { BaselineLookup } from "../../src/baseline/store/lookup.ts";
import { judge } from "../../src/gate/judge.ts";
import type { Baseline, BaselineRun } from "../../src/model/baseline.ts";
import type { Environment, LoadSettings, MeasuredScenario } from "../../src/model/results.ts";
import { rejudged } from "../../src/pipeline/rejudge.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { arm, environment, latency, measured, scenario, settings } from "../support/make.ts";

const load = (rate: string, of: Partial<LoadSettings> = {}): LoadSettings => ({
  hash: `of ${rate}`,
  keys: { "scenarios.shop.phases[0].rate": rate, "scenarios.shop.timeout": "a" },
  ...of,
});

const shop = (of: Partial<MeasuredScenario> = {}): MeasuredScenario =>
  scenario({
    mode: { kind: "recorded", reason: "" },
    rounds: [{ index: 0, head: arm(latency(100)) }],
    load: load("10"),
    ...of,
  });

/** One run of main after another, each of this scenario, on such a machine. */
function baselineOf(...runs: readonly (readonly [MeasuredScenario, Partial<Environment>])[]): Baseline {
  const results = runs.map(([one, where]) => judge(measured([one], { environment: environment(where) })));
  const grown = results.reduce<Baseline | undefined>((all, one) => withRun(all, one), undefined);
  return grown ?? { schema: 1, runs: [] };
}

const found = (baseline: Baseline): BaselineLookup => ({ kind: "found", from: "the file main.json", baseline });

/** What a pull request with these settings says of its first comparison. */
function compared(baseline: Baseline, head = shop(), where: Partial<Environment> = {}) {
  const here = environment(where);
  const taken = withRecorded(head, found(baseline), here);
  const note = { kind: "found", runs: baseline.runs.length, at: "2026-11-23" } as const;
  const judged = judge(measured([taken], { environment: here, baseline: note }));
  // From the saved file alone, the same bytes.
  expect(encodeResults(rejudged(decodeResults(encodeResults(judged), "results.json"), {}))).toBe(encodeResults(judged));
  const [comparison] = judged.scenarios[0]?.comparisons ?? [];
  return { taken: taken.recorded?.length, outcome: comparison?.outcome, reason: comparison?.reason };
}

const anew = "numbers of another load are no evidence; the next runs on main make new ones";

describe("a scenario that main was measured with other settings", () => {
  test("is refused, and the keys are named", () => {
    expect(compared(baselineOf([shop({ load: load("20") }), {}]))).toEqual({
      taken: 0,
      outcome: "inconclusive",
      reason: `main was measured with other settings (scenarios.shop.phases[0].rate): ${anew}`,
    });
  });

  test("says that there are others, where not all keys are kept", () => {
    expect(compared(baselineOf([shop({ load: load("20", { more: true }) }), {}])).reason).toBe(
      `main was measured with other settings (scenarios.shop.phases[0].rate and others): ${anew}`,
    );
  });

  test("is told of the newest of main's settings", () => {
    const other = load("10", { hash: "new", keys: { ...load("10").keys, "scenarios.shop.timeout": "b" } });
    const history = baselineOf([shop({ load: load("20") }), {}], [shop({ load: other }), {}]);
    expect(compared(history).reason).toContain("(scenarios.shop.timeout)");
  });

  test("is compared by its own settings alone: what another scenario does is nothing to it", () => {
    const history = baselineOf([shop(), { config_hash: "with another" }]);
    expect(compared(history)).toMatchObject({ taken: 1, outcome: "inconclusive" });
    expect(compared(history).reason).toContain("recorded runs differ by machine: gating takes 10");
  });

  test("of which a baseline of old says nothing, is compared by the settings of all scenarios together", () => {
    const { load: _, ...old } = shop();
    expect(compared(baselineOf([old, {}])).taken).toBe(1);
    expect(compared(baselineOf([old, { config_hash: "other" }]))).toEqual({
      taken: 0,
      outcome: "inconclusive",
      reason: `main was measured with other settings: ${anew}`,
    });
    expect(compared(baselineOf([shop({ load: load("20") }), {}]), old).taken).toBe(1);
  });
});

describe("other machines", () => {
  test("are told apart from settings, the newest first", () => {
    const history = baselineOf(
      [shop(), { cpu_model: "Intel Xeon", cores: 2 }],
      [shop(), { image: "ubuntu22" }],
      [shop(), { image: "ubuntu22" }],
      [shop({ load: load("20") }), {}],
    );
    expect(compared(history)).toEqual({
      taken: 0,
      outcome: "inconclusive",
      reason:
        "main's runs were on other machines (AMD EPYC 7763, 4 cores, ubuntu22; Intel Xeon, 2 cores, ubuntu24; here AMD EPYC 7763, 4 cores, ubuntu24): numbers of other machines are no evidence",
    });
  });
});

test("a scenario that main has never played whole is new", () => {
  const duet = scenario({ load: load("10"), rounds: [{ index: 0, head: arm(latency(1)) }] });
  const results = [baselineOf([shop({ id: "cart" }), {}]), baselineOf([duet, {}])].map((one) => compared(one));
  expect(results).toEqual(
    Array(2).fill({ taken: 0, outcome: "new", reason: "main has recorded no run of this scenario" }),
  );
});

describe("the baseline", () => {
  test("keeps the settings of the loads of its runs, once each, and those of no others", () => {
    const { runs, loads } = baselineOf([shop(), {}], [shop({ load: load("20") }), {}], [shop(), {}]);
    expect(runs.map(({ scenarios }) => scenarios["shop"]?.load)).toEqual(["of 10", "of 20", "of 10"]);
    expect(loads).toEqual({ "of 10": { keys: load("10").keys }, "of 20": { keys: load("20").keys } });
    const later = Array.from({ length: keptRuns - 1 }, () => [shop(), {}] as const);
    const grown = baselineOf([shop({ load: load("20") }), {}], ...later, [shop(), {}]);
    expect([grown.runs.length, Object.keys(grown.loads ?? {})]).toEqual([keptRuns, ["of 10"]]);
  });
});

describe("a judgement by another baseline", () => {
  const day = 86_400_000;
  const at = (date: string) => {
    const { runs } = baselineOf([shop(), {}]);
    return found({ schema: 1, runs: runs.map((run): BaselineRun => ({ ...run, at: date })) });
  };
  const first = judge(
    measured([shop()], { settings: settings({ baseline_max_age_ms: 14 * day }), warnings: ["mind the gap"] }),
  );

  test("warns of that one's age, and no more of the first one's", () => {
    const old = rejudged(first, { baseline: at("2026-11-01T21:35:13.461Z") });
    expect(old.warnings).toEqual(["mind the gap", expect.stringMatching(/^the baseline is 22 days old/)]);
    expect(rejudged(old, {})).toEqual(old);
    const new_ = rejudged(old, { baseline: at("2026-11-22T21:35:13.461Z") });
    expect([new_.warnings, new_.baseline]).toEqual([
      ["mind the gap"],
      expect.objectContaining({ from: "the file main.json", age_ms: day }),
    ]);
  });

  test("takes no runs along from the first one, where the other is not to be had", () => {
    const with_ = rejudged(first, { baseline: at("2026-11-22T21:35:13.461Z") });
    const without = rejudged(with_, { baseline: { kind: "absent", message: "no baseline yet" } });
    expect([with_.scenarios[0]?.recorded?.length, without.scenarios[0]?.recorded]).toEqual([1, undefined]);
  });
});
