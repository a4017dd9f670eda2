import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/gate/checkedScenario.ts";
import type { MetricKey } from "../../src/gate/gatedMetrics.ts";
import { comparePaired } from "../../src/gate/pairedComparison.ts";
import type { ComparedMetric } from "../../src/model/metric.ts";
import { comparabilityOf } from "../../src/model/metric.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../../src/model/results.ts";
import { ratio } from "../../src/model/unit.ts";
import { draw } from "../../src/stats/random.ts";
import { armMetrics, latency, rounds, scenario } from "../support/builders.ts";

const keyOf = (metric: ComparedMetric, request = "all"): MetricKey => {
  return { scenario: "shop", request, metric, gating: true };
};
const p95 = keyOf("p95");

const compare = (key: MetricKey, scenario: MeasuredScenario, effect: number, alpha: number) =>
  comparePaired(key, checkScenario(scenario), { minimum: { effect, floor: comparabilityOf(key.metric).floor }, alpha });

/** Rounds with these differences of logarithms. */
const shifted = (differences: readonly number[], baseMs = 100): RoundResult[] =>
  rounds(...differences.map((d): [number, number] => [baseMs, baseMs * Math.exp(d)]));

/** Differences that alternate around `center`, `spread` below and above. */
const around = (center: number, spread: number, n = 12): readonly number[] =>
  Array.from({ length: n }, (_, i) => center + (i % 2 === 0 ? -spread : spread));

const of = (all: readonly RoundResult[], more: Partial<MeasuredScenario> = {}) =>
  scenario({ rounds: [...all], ...more });
const near = (value: number) => expect.closeTo(value, 10);

interface Row {
  readonly why: string;
  readonly differences: readonly number[];
  readonly alpha?: number;
  readonly baseMs?: number;
  readonly outcome: string;
  readonly change: number;
  readonly interval: readonly [number, number];
  readonly mde: number;
  readonly minEffect?: number;
  readonly settleMs?: number;
}

/**
 * All numbers are from mpmath. The t quantiles of 11 degrees of freedom: 2.2010 (97.5 %), 2.7181 (99 %), 1.7959 (95 %).
 */
const table: readonly Row[] = [
  {
    why: "significant, large enough, in every round",
    differences: around(0.2, 0.02),
    outcome: "regressed",
    change: 0.22140275816017,
    interval: [0.20529886881146, 0.2377218101203],
    mde: 0.11197728974895,
  },
  {
    why: "four rounds are enough",
    differences: around(0.2, 0.02, 4),
    outcome: "regressed",
    change: 0.22140275816017,
    interval: [0.1773336645239, 0.26712141391501],
    mde: 0.1303015777207,
  },
  {
    why: "no change, shown to be below the minimum effect",
    differences: around(0, 0.02),
    outcome: "unchanged",
    change: 0,
    interval: [-0.013184749453951, 0.013360909700833],
    mde: 0.11197728974895,
  },
  {
    why: "a certain change (p = 3e-10) below the minimum effect",
    differences: around(0.03, 0.005),
    outcome: "unchanged",
    change: 0.030454533953517,
    interval: [0.027041038793554, 0.033879374277662],
    mde: 0.10298217319878,
  },
  {
    why: "not significant (p = 0.33), but the interval reaches above the minimum effect",
    differences: around(0.02, 0.15),
    outcome: "inconclusive",
    change: 0.020201340026756,
    interval: [-0.076461969403283, 0.12698204049042],
    mde: 0.22648420112575,
    settleMs: 62756.038095749,
  },
  {
    why: "so much noise that a change of 25 % could go undetected",
    differences: around(0.02, 0.2),
    outcome: "unstable",
    change: 0.020201340026756,
    interval: [-0.10660315274842, 0.16500385846929],
    mde: 0.312852526653,
  },
  {
    why: "significant (p = 6e-9), but below the minimum effect",
    differences: around(0.09, 0.02),
    outcome: "inconclusive",
    change: 0.09417428370521,
    interval: [0.079747869915601, 0.10879344750677],
    mde: 0.11197728974895,
    settleMs: 440761.98675364,
  },
  {
    why: "large enough, but not significant (p = 0.015 at 0.01)",
    differences: around(0.12, 0.16),
    outcome: "inconclusive",
    change: 0.12749685157938,
    interval: [0.01391642513177, 0.25380072638254],
    mde: 0.24329090149826,
    settleMs: 16297.07858691,
  },
  {
    why: "significant (p = 0.029 at 0.05) and large, but due to three odd rounds: Hodges-Lehmann says 0.01",
    differences: [...new Array(9).fill(0.01), ...new Array(3).fill(0.4)],
    alpha: 0.05,
    outcome: "inconclusive",
    change: 0.11349086074654,
    interval: [-0.0045587110963682, 0.2455399537743],
    mde: 0.20532896542705,
  },
  {
    why: "just as certainly better",
    differences: around(-0.2, 0.02),
    outcome: "improved",
    change: -0.18126924692202,
    interval: [-0.1920640067716, -0.17033025926085],
    mde: 0.11197728974895,
  },
  {
    why: "better by less than the minimum effect",
    differences: around(-0.05, 0.01),
    outcome: "unchanged",
    change: -0.048770575499286,
    interval: [-0.055062243646389, -0.042437015610841],
    mde: 0.10597243126755,
  },
  {
    why: "a large ratio of a small value: 16 % of 0.25 ms are below 0.05 ms",
    differences: around(0.15, 0.01),
    baseMs: 0.25,
    outcome: "below_floor",
    change: 0.16183424272828,
    interval: [0.15414958189998, 0.169570070245],
    mde: 0.2065153795646,
    minEffect: 0.2,
  },
  {
    why: "the same ratio of a large value",
    differences: around(0.15, 0.01),
    outcome: "regressed",
    change: 0.16183424272828,
    interval: [0.15414958189998, 0.169570070245],
    mde: 0.10597243126755,
  },
];

describe("a latency", () => {
  test.each(table)("$outcome: $why", (row) => {
    const { differences, alpha = 0.01, baseMs = 100, change, mde, minEffect = 0.1, settleMs } = row;
    const result = compare(p95, of(shifted(differences, baseMs), { round_ms: 7000 }), 0.1, alpha);
    const log = differences.reduce((sum, d) => sum + d, 0) / differences.length;
    expect(result).toEqual({
      metric: "p95",
      request: "all",
      gating: true,
      outcome: row.outcome,
      base: near(baseMs),
      head: near(baseMs * Math.exp(log)),
      change_ratio: near(change),
      interval: row.interval.map(near),
      rounds: differences.length,
      mde_ratio: near(mde),
      min_effect_ratio: near(minEffect),
      ...(settleMs === undefined ? {} : { settle_ms: expect.closeTo(settleMs, 5) }),
    });
  });

  test("has no settle_ms if the time of a round is unknown", () => {
    expect(compare(p95, of(shifted(around(0.02, 0.15))), 0.1, 0.01).settle_ms).toBeUndefined();
  });

  test("CPU time must change by at least 0.01 ms", () => {
    const all = around(0.15, 0.01).map((d, index): RoundResult => {
      const cpu = (ms: number) => armMetrics(latency(100), { cpu_per_request: ms });
      return { index, base: cpu(0.04), head: cpu(0.04 * Math.exp(d)) };
    });
    expect(compare(keyOf("cpu_per_request"), of(all), 0.05, 0.01)).toMatchObject({
      outcome: "below_floor",
      min_effect_ratio: near(0.25),
    });
  });
});

test("a base that was never measured makes the comparison invalid", () => {
  const alone = shifted(around(0, 0.01)).map(({ index, head }) => ({ index, head }));
  expect(compare(p95, of(alone), 0.1, 0.01)).toMatchObject({
    outcome: "invalid",
    reason: "the base was not measured beside the head",
  });
});

describe("rounds that share starts", () => {
  const compareAt = (starts: number, metric: ComparedMetric, center: number) => {
    const all = shifted(around(center, 0.01)).map((round, i) => ({ ...round, start: Math.floor((i * starts) / 12) }));
    return comparePaired(keyOf(metric), checkScenario(of(all)), {
      minimum: { effect: 0.04, floor: 0 },
      alpha: 0.01,
      restartNoise: ratio(0.03),
    });
  };

  test("have the assumed noise of starts in their interval", () => {
    // The standard error is 0.0030151 within the starts. 2 starts add 0.03, and 0.048 at the tail. t is 1.9623 with 1,000
    // degrees of freedom: those within the starts hardly matter.
    const widths = (["p50", "tail"] as const).map((metric) => {
      const [low = 0, high = 0] = compareAt(2, metric, 0).interval ?? [];
      return (Math.log1p(high) - Math.log1p(low)) / 2;
    });
    expect(widths).toEqual([
      expect.closeTo(1.96233908 * Math.hypot(0.003015113, 0.03), 6),
      expect.closeTo(1.96233908 * Math.hypot(0.003015113, 0.048), 6),
    ]);
  });

  test("show a change of 20 %, but not of 5 %", () => {
    expect([compareAt(2, "p50", 0.2).outcome, compareAt(2, "p50", 0.05).outcome]).toEqual([
      "regressed",
      "inconclusive",
    ]);
  });
});

describe("memory", () => {
  const mebibyte = 1024 ** 2;
  const held = (pairs: readonly (readonly [Partial<ArmMetrics>, Partial<ArmMetrics>])[]) =>
    of(
      pairs.map(([base, head], index) => ({
        index,
        base: armMetrics(latency(1), base),
        head: armMetrics(latency(1), head),
      })),
    );
  const grown = (differences: readonly number[]) =>
    held(differences.map((d) => [{ memory_growth: -50 }, { memory_growth: d - 50 }]));

  test("growth is compared in bytes per request, which may be negative", () => {
    expect(compare(keyOf("memory_growth"), grown(around(120, 10)), 100, 0.01)).toEqual({
      metric: "memory_growth",
      request: "all",
      gating: true,
      outcome: "regressed",
      base: near(-50),
      head: near(70),
      change_ratio: near(120),
      // 2.2010 standard errors of 10 · √(12 / 11) / √12.
      interval: [expect.closeTo(113.364, 3), expect.closeTo(126.636, 3)],
      rounds: 12,
      mde_ratio: near(105.41479646394),
      min_effect_ratio: near(100),
    });
  });

  test("growth that differs by less than 64 bytes is unchanged, and smaller growth is an improvement", () => {
    const outcomes = [40, 80, -80].map((d) => compare(keyOf("memory_growth"), grown(around(d, 5)), 0, 0.01));
    expect(outcomes.map(({ outcome, min_effect_ratio }) => [outcome, min_effect_ratio])).toEqual([
      ["unchanged", 64],
      ["regressed", 64],
      ["improved", 64],
    ]);
  });

  test("growth is never unstable, because it has no ratio", () => {
    const { outcome, mde_ratio } = compare(keyOf("memory_growth"), grown(around(0, 900)), 64, 0.01);
    expect(outcome).toBe("inconclusive");
    expect(mde_ratio).toBeGreaterThan(64);
  });

  test("peaks are compared by their logarithms, and must change by at least 1 MiB", () => {
    const peaks = (baseMiB: number, d: number) =>
      held(
        around(d, 0.001).map((shift) => [
          { memory_peak: baseMiB * mebibyte },
          { memory_peak: baseMiB * mebibyte * Math.exp(shift) },
        ]),
      );
    const compared = [peaks(100, 0.2), peaks(4, 0.2)].map((all) => compare(keyOf("memory_peak"), all, 0.1, 0.01));
    expect(compared.map(({ outcome, min_effect_ratio }) => [outcome, min_effect_ratio])).toEqual([
      ["regressed", near(0.1)],
      ["below_floor", near(0.25)],
    ]);
  });
});

describe("missing evidence", () => {
  test("is inconclusive with fewer than four rounds", () => {
    expect(compare(p95, of(shifted([0.5, 0.5, 0.5])), 0.1, 0.01)).toEqual({
      metric: "p95",
      request: "all",
      gating: true,
      outcome: "inconclusive",
      base: near(100),
      head: near(100 * Math.exp(0.5)),
      rounds: 3,
      reason: "a comparison needs at least 4 rounds, got 3: raise gate.budget",
    });
  });

  test("blames the budget for too few rounds, not an invalid round", () => {
    const [first, ...others] = shifted([0.5, 0.5, 0.5]);
    const withInvalid = [{ ...first, index: 0, invalid: "it was late" }, ...others] as typeof others;
    const planned = (rounds_planned: number) => compare(p95, { ...of(withInvalid), rounds_planned }, 0.1, 0.01).reason;
    expect([planned(3), planned(9)]).toEqual([
      "a comparison needs at least 4 rounds, got 2: raise gate.budget",
      "1 of 3 rounds do not count: it was late",
    ]);
  });

  test.each([
    { all: 6, odd: 3, outcome: "invalid", reason: "3 of 6 rounds do not count: it was late" },
    { all: 4, odd: 1, outcome: "inconclusive", reason: "1 of 4 rounds do not count: it was late" },
    { all: 20, odd: 16, outcome: "invalid", reason: "16 of 20 rounds do not count: it was late" },
  ])("is $outcome if $odd of $all rounds do not count", ({ all, odd, outcome, reason }) => {
    const late = shifted(around(0.2, 0.02, all)).map((round, i) =>
      i < odd ? { ...round, invalid: "it was late" } : round,
    );
    expect(compare(p95, of(late), 0.1, 0.01)).toMatchObject({ outcome, rounds: all - odd, reason });
  });

  test("does not arise if enough other rounds count", () => {
    const odd = { index: 12, base: armMetrics(latency(100)), head: armMetrics(latency(1)), invalid: "it was late" };
    const result = compare(p95, of([...shifted(around(0.2, 0.02)), odd]), 0.1, 0.01);
    expect([result.outcome, result.rounds, result.change_ratio]).toEqual(["regressed", 12, near(0.22140275816017)]);
  });

  test("is invalid if the head has a round without a response", () => {
    const dead = { index: 12, base: armMetrics(latency(100)), head: armMetrics({ due: 300, failed: 300 }) };
    expect(compare(p95, of([...shifted(around(0, 0.02)), dead]), 0.1, 0.01)).toMatchObject({
      outcome: "invalid",
      rounds: 12,
      reason: "no request of the head succeeded in 1 of 13 rounds",
    });
  });

  test("is invalid if the head has no CPU time", () => {
    const blind = around(0, 0.02).map((_, index) => {
      return { index, base: armMetrics(latency(100), { cpu_per_request: 1 }), head: armMetrics(latency(100)) };
    });
    expect(compare(keyOf("cpu_per_request"), of(blind), 0.05, 0.01)).toMatchObject({
      outcome: "invalid",
      reason: "CPU per request of the head could not be measured",
    });
  });

  test.each(["base", "head"] as const)("is new for the CPU time of dependencies if the %s has none", (without) => {
    const own = (arm: "base" | "head") => (arm === without ? {} : { dependency_cpu: 1 });
    const one = around(0, 0.02).map((_, index) => ({
      index,
      base: armMetrics(latency(100), { cpu_per_request: 1, ...own("base") }),
      head: armMetrics(latency(100), { cpu_per_request: 1, ...own("head") }),
    }));
    expect(compare(keyOf("dependency_cpu"), of(one), 0.1, 0.01)).toMatchObject({
      outcome: "new",
      reason: `no service that the ${without} depends on was seen to work`,
    });
  });

  test("is new for the CPU time of a base that Loadgate did not start; latency is still compared", () => {
    const serviceMetrics = { cpu_per_request: 1, memory_peak: 2 ** 26, memory_growth: 0 };
    const beside = (own: Partial<ArmMetrics>) =>
      of(
        around(0, 0.02).map((_, index) => ({
          index,
          base: armMetrics(latency(100), own),
          head: armMetrics(latency(100), serviceMetrics),
        })),
      );
    expect(compare(keyOf("cpu_per_request"), beside({}), 0.05, 0.01)).toMatchObject({
      outcome: "new",
      reason: "CPU per request of the base is unknown, because Loadgate did not start the base",
    });
    // With other metrics of its processes, the base is monitored. Its missing CPU time is then an error.
    expect(compare(keyOf("cpu_per_request"), beside({ memory_peak: 2 ** 26 }), 0.05, 0.01)).toMatchObject({
      outcome: "invalid",
      reason: "CPU per request was not measured on both sides in 12 of 12 rounds",
    });
    expect(compare(p95, beside({}), 0.1, 0.01).outcome).toBe("unchanged");
  });

  test.each([
    { without: 5, outcome: "unchanged", rounds: 7 },
    { without: 6, outcome: "invalid", rounds: 6 },
  ])("is $outcome if the base lacks values in $without of 12 rounds", ({ without, outcome, rounds: counted }) => {
    const dead = armMetrics({ due: 300, failed: 300 });
    const silent = shifted(around(0, 0.01)).map((round, i) => (i < without ? { ...round, base: dead } : round));
    const absent = shifted(around(0, 0.01)).map(({ base, ...round }, i) => (i < without ? round : { ...round, base }));
    for (const all of [silent, absent] as const)
      expect(compare(p95, of(all as RoundResult[]), 0.1, 0.01)).toMatchObject({ outcome, rounds: counted });
  });

  test("is inconclusive for CPU times below one tick, which are measured but too small", () => {
    const idle = { cpu_per_request: 0, memory_peak: 2 ** 26, memory_growth: 0 };
    const all = around(0, 0.02).map((_, index) => ({
      index,
      base: armMetrics(latency(1), idle),
      head: armMetrics(latency(1), idle),
    }));
    expect(compare(keyOf("cpu_per_request"), of(all), 0.05, 0.01).outcome).toBe("inconclusive");
  });

  test("skips rounds in which a request was not due", () => {
    const rare = shifted(around(0.2, 0.02, 8)).map((round, i) => {
      const none = armMetrics({ due: 0, failed: 0 });
      return i < 2 ? { ...round, base: none, head: none } : round;
    });
    expect(compare(p95, of(rare), 0.1, 0.01)).toMatchObject({ outcome: "regressed", rounds: 6 });
  });

  test("is inconclusive without rounds", () => {
    expect(compare(p95, of([]), 0.1, 0.01)).toEqual({
      metric: "p95",
      request: "all",
      gating: true,
      outcome: "inconclusive",
      rounds: 0,
      reason: "a comparison needs at least 4 rounds, got 0: raise gate.budget",
    });
  });
});

describe("the error rate", () => {
  /** Twelve rounds, with requests and failures per round. */
  function errors(due: number, base: readonly number[], head: readonly number[], alpha = 0.01) {
    const all = head.map((failed, index): RoundResult => {
      return { index, base: armMetrics({ due, failed: base[index] ?? 0 }), head: armMetrics({ due, failed }) };
    });
    return compare(keyOf("error_rate"), of(all), 0.002, alpha);
  }
  const none = new Array(12).fill(0);

  test.each([
    {
      why: "one failure in 300, in every round: 12 against none by chance is 1 in 4,096",
      due: 300,
      head: new Array(12).fill(1),
      outcome: "regressed",
      change: 1 / 300,
      // The paired t interval has no width. The counts alone give this one.
      interval: [12 / 3600 - 0.00102416392302213, 0.00581541567087133],
    },
    {
      why: "seven more failures than the base, the fewest that count",
      due: 100,
      head: [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
      alpha: 0.05,
      outcome: "regressed",
      change: 7 / 1200,
      interval: [0.0025616327763933, 0.0119817515499427],
    },
    {
      why: "six are too few, although both tests would let them pass (p = 0.003 and 0.016)",
      due: 100,
      head: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
      alpha: 0.05,
      outcome: "inconclusive",
      change: 6 / 1200,
      interval: [0.0016818900249253, 0.0108509100438765],
    },
    {
      why: "seven are not beyond chance where only one false alarm in 200 is allowed: 1 in 128",
      due: 100,
      head: [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
      alpha: 0.005,
      outcome: "inconclusive",
      change: 7 / 1200,
      interval: [0.0025616327763933, 0.0119817515499427],
    },
    {
      why: "36 more failures in 36,000 are below 0.2 points, and shown to be",
      due: 3000,
      head: new Array(12).fill(3),
      outcome: "unchanged",
      change: 0.001,
      interval: [0.001 - 0.00010246362396966, 0.00138415538364169],
    },
    {
      why: "sixty in a single round are a clump, however unlikely one by one",
      due: 300,
      head: [60, ...new Array(11).fill(0)],
      outcome: "inconclusive",
      change: 60 / 3600,
      interval: [-0.020016419334861, 0.053349752668194],
    },
    {
      why: "none of 3,600 on either side shows that there is none",
      due: 300,
      head: none,
      outcome: "unchanged",
      change: 0,
      interval: [-0.00102416392302213, 0.00102416392302213],
    },
    {
      why: "none of 1,200 does not: 0.3 % of failures could have hidden there",
      due: 100,
      head: none,
      outcome: "inconclusive",
      change: 0,
      interval: [-0.00306934610810028, 0.00306934610810028],
    },
  ])("$outcome: $why", ({ due, head, alpha, outcome, change, interval }) => {
    const result = errors(due, none, head, alpha);
    expect([result.outcome, result.base, result.head, result.change_ratio, result.interval]).toEqual([
      outcome,
      0,
      near(change),
      near(change),
      interval.map(near),
    ]);
    expect(result.min_effect_ratio).toBe(0.002);
  });

  test("of a service without errors has a detectable rise, and the time to show that there is none", () => {
    const all = none.map((failed, index): RoundResult => {
      return { index, base: armMetrics({ due: 100, failed }), head: armMetrics({ due: 100, failed }) };
    });
    const result = compare(keyOf("error_rate"), of(all, { round_ms: 7000 }), 0.002, 0.01);
    // 12.91 errors in 1,200, less 1.645 √12.91, are 7. With 1.2³ times as many requests, none failed, the bound is
    // 0.178 %.
    expect([result.mde_ratio, result.settle_ms]).toEqual([
      expect.closeTo(12.910051126444 / 1200, 8),
      expect.closeTo((1.2 ** 3 - 1) * 12 * 7000, 6),
    ]);
  });

  test("improves by the same rule with the arms swapped", () => {
    const result = errors(300, new Array(12).fill(1), none);
    expect([result.outcome, result.change_ratio]).toEqual(["improved", near(-1 / 300)]);
  });

  test("is compared with a base that fails too", () => {
    expect(errors(300, new Array(12).fill(2), new Array(12).fill(6))).toMatchObject({
      outcome: "regressed",
      base: near(2 / 300),
      head: near(6 / 300),
    });
    expect(errors(300, new Array(12).fill(6), new Array(12).fill(6)).outcome).toBe("inconclusive");
  });
});

describe("laws", () => {
  const pair = fc.tuple(fc.double({ min: 5, max: 500, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true }));
  const pairs = fc.array(pair, { minLength: 4, maxLength: 20 });
  const roundsOf = (factors: readonly (readonly [number, number])[], unit = 1) =>
    rounds(...factors.map(([base, factor]): [number, number] => [base * unit, base * factor * unit]));

  test("forall rounds and units: outcome and ratios do not depend on the unit", () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(10, 1000), (factors, unit) => {
        const result = compare(p95, of(roundsOf(factors)), 0.1, 0.01);
        const scaled = compare(p95, of(roundsOf(factors, unit)), 0.1, 0.01);
        fc.pre(
          Math.abs((result.interval?.[1] ?? 0) - 0.1) > 1e-9 && result.min_effect_ratio === scaled.min_effect_ratio,
        );
        const ratios = [result.change_ratio, ...(result.interval ?? []), result.mde_ratio].map((ratio) =>
          near(ratio ?? 0),
        );
        expect([scaled.outcome, scaled.change_ratio, ...(scaled.interval ?? []), scaled.mde_ratio]).toEqual([
          result.outcome,
          ...ratios,
        ]);
      }),
    );
  });

  test("forall rounds: with the arms swapped a regression is an improvement", () => {
    fc.assert(
      fc.property(pairs, (factors) => {
        const swap = (all: readonly RoundResult[]) =>
          all.map(({ index, base, head }) => ({ index, base: head, head: base ?? head }));
        const result = compare(p95, of(roundsOf(factors)), 0.1, 0.01);
        const swapped = compare(p95, of(swap(roundsOf(factors))), 0.1, 0.01);
        expect((1 + (result.change_ratio ?? 0)) * (1 + (swapped.change_ratio ?? 0))).toBeCloseTo(1, 9);
        if (result.outcome === "regressed") expect(["improved", "unchanged"]).toContain(swapped.outcome);
        if (result.outcome === "improved") expect(swapped.outcome).not.toBe("improved");
      }),
    );
  });

  test("forall rounds: a regression is at least the minimum effect, and an unchanged metric is below it", () => {
    fc.assert(
      fc.property(pairs, (factors) => {
        const {
          outcome,
          change_ratio = 0,
          interval = [0, 0],
          min_effect_ratio = 0,
        } = compare(p95, of(roundsOf(factors)), 0.1, 0.01);
        const holds = {
          regressed: change_ratio >= min_effect_ratio - 1e-12 && interval[0] > 0,
          unchanged: interval[1] < min_effect_ratio,
          improved: change_ratio < 0 && interval[1] < 0.001,
        };
        expect(outcome in holds ? holds[outcome as keyof typeof holds] : true).toBe(true);
      }),
    );
  });

  test("forall rounds: a service that is dead in one of them is invalid in latency", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (factors, n) => {
        const all = roundsOf(factors).map((round, i) => {
          return i === n % factors.length ? { ...round, head: armMetrics({ due: 300, failed: 300 }) } : round;
        });
        expect(compare(p95, of(all), 0.1, 0.01).outcome).toBe("invalid");
      }),
    );
  });
});

describe("simulated runs", () => {
  /** Standard normal numbers from a seed: Box & Muller (1958). */
  const normal = (seed: number, n: number): number =>
    Math.sqrt(-2 * Math.log(1 - draw(seed, 1, n))) * Math.cos(2 * Math.PI * draw(seed, 2, n));

  /**
   * A run of twelve rounds. Each restart shifts one arm, each round shifts both, and one run in ten has an odd round.
   */
  function run(seed: number, effect: number, restartCv: number): RoundResult[] {
    return rounds(
      ...Array.from({ length: 12 }, (_, round): [number, number] => {
        const drift = 0.1 * normal(seed, 3 * round);
        const odd = draw(seed, 3, round) < 1 / 120 ? 0.4 : 0;
        const base = Math.log(40) + drift + restartCv * normal(seed, 3 * round + 1);
        const head = Math.log(40) + drift + restartCv * normal(seed, 3 * round + 2) + odd + Math.log1p(effect);
        return [Math.exp(base), Math.exp(head)];
      }),
    );
  }

  const shares = (outcome: string, effect: number, restartCv: number, runs: number): number => {
    const outcomes = Array.from({ length: runs }, (_, seed) => {
      return compare(p95, of(run(seed + 1, effect, restartCv)), 0.1, 0.01).outcome;
    });
    return outcomes.filter((one) => one === outcome).length / runs;
  };

  test.each([0.03, 0.08, 0.2])(
    "of an unchanged service, restarts differing by %d: at most 1.2 in 100 fail at 1 %%",
    (cv) => {
      expect(shares("regressed", 0, cv, 2000)).toBeLessThanOrEqual(0.012);
    },
  );

  test("show 9 in 10 unchanged services as unchanged on a quiet machine with odd rounds", () => {
    expect(shares("unchanged", 0, 0.03, 500)).toBeGreaterThanOrEqual(0.9);
  });

  test("catch 95 in 100 services that are 20 % slower", () => {
    expect(shares("regressed", 0.2, 0.03, 500)).toBeGreaterThanOrEqual(0.95);
  });

  test("call at most 1 in 100 services unchanged that are 20 % slower on a noisy machine", () => {
    expect(shares("unchanged", 0.2, 0.2, 500)).toBeLessThanOrEqual(0.01);
  });
});

describe("a request that never succeeds on the base", () => {
  const answering = { requests: { all: latency(10), "GET /a": latency(10), "GET /new": { due: 300, failed: 300 } } };
  const head = { requests: { all: latency(10), "GET /a": latency(10), "GET /new": latency(10) } };
  const deaf = {
    requests: {
      all: { due: 300, failed: 300 },
      "GET /a": { due: 300, failed: 300 },
      "GET /new": { due: 300, failed: 300 },
    },
  };
  const roundsWith = (base: ArmMetrics) => of(Array.from({ length: 6 }, (_, index) => ({ index, base, head })));
  const outcomeFor = (request: string, base: ArmMetrics) => {
    const { outcome, reason } = compare(keyOf("p95", request), roundsWith(base), 0.1, 0.01);
    return [outcome, reason];
  };

  test("is new if other requests of the base succeed", () => {
    expect(outcomeFor("GET /new", answering)).toEqual([
      "new",
      "no GET /new of the base succeeded, so there is nothing to compare with",
    ]);
    expect(outcomeFor("GET /a", answering)[0]).toBe("unchanged");
  });

  test("is invalid if no request of the base succeeds", () => {
    expect(outcomeFor("GET /new", deaf)).toEqual(["invalid", "no request of the base succeeded"]);
    expect(outcomeFor("all", deaf)).toEqual(["invalid", "no request of the base succeeded"]);
  });

  test("too few rounds name a sufficient budget", () => {
    const short = of(shifted([0, 0.01]), { round_ms: 5000 });
    expect(compare(p95, short, 0.1, 0.01).reason).toBe(
      "a comparison needs at least 4 rounds, got 2: raise gate.budget to at least 28 s per scenario",
    );
  });
});
