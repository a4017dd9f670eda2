import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { AnchoredRun, MeasuredScenario, Results } from "../../src/model/results.ts";
import { html } from "../../src/report/html/html.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { terminal } from "../../src/report/terminal.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { draw } from "../../src/stats/random.ts";
import { armMetrics, latency, measuredResults, rounds, scenario, settings } from "../support/builders.ts";

const sha = (n: number) => `${n}`.padStart(40, "a");
const day = (n: number) => `2026-05-${`${n + 1}`.padStart(2, "0")}T06:00:00.000Z`;

/** Earlier runs of main, each with its log ratio to the anchor. */
function runs(values: readonly number[], metric = "p50"): AnchoredRun[] {
  return values.map((value, n) => ({ sha: sha(n), at: day(n), log_ratios: { all: { [metric]: value } } }));
}

/** This run of main next to its anchor. The anchor takes 100 ms, the head `ratio` times as long. */
function beside(anchored: AnchoredRun[], ratio = 1, of: Partial<MeasuredScenario> = {}): MeasuredScenario {
  const mode = { kind: "duet" as const, reason: "base from the anchor build", against: "anchor" as const };
  const pairs = Array.from({ length: 4 }, () => [100, 100 * ratio] as const);
  return scenario({ id: "steady", mode, rounds: rounds(...pairs), anchored, ...of });
}

const judgeOne = (one: MeasuredScenario): Results =>
  judge(measuredResults([one], { settings: settings({ min_effect: { p50: 0.05, error_rate: 0.002 } }) }));

/** [metric, number of the first run after the change, change in percent, runs after it]. */
const driftIn = (one: MeasuredScenario) =>
  judgeOne(one).drift?.map(({ metric, sha: since, at, change_ratio, runs_after }) => {
    const first = one.anchored?.findIndex((run) => run.sha === since && run.at === at);
    return [metric, first, Math.round(1000 * change_ratio) / 10, runs_after];
  });

/** Noise without drift: its sign alternates from run to run. */
const level = (n: number, value: number) => Array.from({ length: n }, (_, i) => value + (i % 2 === 0 ? 1 : -1) * 0.004);

describe("drift on main", () => {
  test.each([
    { what: "nothing", values: level(20, 0), ratio: 1, drift: [] },
    {
      what: "a step of 6 %, this run the ninth after it",
      values: [...level(12, 0), ...level(8, Math.log(1.06))],
      ratio: 1.06,
      drift: [["p50", 12, 6, 9]],
    },
    {
      what: "a step for the better",
      values: [...level(12, 0), ...level(8, Math.log(0.9))],
      ratio: 0.9,
      drift: [["p50", 12, -10, 9]],
    },
    {
      what: "a step of 2 %, which is too small to tell",
      values: [...level(12, 0), ...level(8, Math.log(1.02))],
      ratio: 1.02,
      drift: [],
    },
    {
      what: "a step with two runs after it",
      values: [...level(12, 0), ...level(1, Math.log(1.06))],
      ratio: 1.06,
      drift: [],
    },
    { what: "too few runs to tell anything", values: level(6, 0), ratio: 1.5, drift: [] },
    { what: "one slow run", values: [...level(8, 0), 0.4, ...level(8, 0)], ratio: 1, drift: [] },
    {
      what: "two steps, the second back",
      values: [...level(12, 0), ...level(12, Math.log(1.2)), ...level(12, 0)],
      ratio: 1,
      drift: [
        ["p50", 12, 20, 25],
        ["p50", 24, -16.7, 13],
      ],
    },
  ])("$what", ({ values, ratio, drift }) => {
    expect(driftIn(beside(runs(values), ratio))).toEqual(drift);
  });

  test("finds 0.2 % a day, which is too little to fail any pull request", () => {
    const values = Array.from({ length: 30 }, (_, n) => 0.002 * n + 0.004 * (draw(5, 0, n) - 0.5));
    const results = judgeOne(beside(runs(values), Math.exp(0.06)));
    expect(results.drift?.map(({ change_ratio }) => change_ratio > 0.02)).toEqual([true]);
  });

  test("reports a difference for the error rate, from the minimum effect of a pull request on", () => {
    const failing = armMetrics(latency(100, { due: 1000, failed: 10 }));
    const clean = armMetrics(latency(100, { due: 1000 }));
    const pair = (index: number) => ({ index, base: clean, head: failing });
    const values = [...Array(12).fill(0), ...Array(8).fill(0.01)];
    const one = beside(runs(values, "error_rate"), 1, { rounds: [0, 1, 2, 3].map(pair) });
    expect(driftIn(one)).toEqual([["error_rate", 12, 1, 9]]);
    const less = [...Array(12).fill(0), ...Array(8).fill(0.001)];
    expect(driftIn(beside(runs(less, "error_rate"), 1))).toEqual([]);
  });

  test("uses every run with a value, and only metrics that gate", () => {
    const values = [...level(12, 0), ...level(8, Math.log(1.06))];
    const [first, ...others] = runs(values);
    const gap = { sha: sha(99), at: day(3), log_ratios: { other: { p50: 5 } } };
    expect(driftIn(beside([...(first ? [first] : []), gap, ...others], 1.06))).toEqual([["p50", 13, 6, 9]]);
    expect(driftIn(beside(runs(values, "p99"), 1.06))).toEqual([]);
  });

  test("never fails the run; SLAs still do", () => {
    const slower = judgeOne(beside(runs([...level(12, 0), ...level(8, 0.7)]), 2));
    expect([slower.verdict, slower.scenarios[0]?.comparisons.some(({ gating }) => gating)]).toEqual([
      { kind: "pass", reasons: [], failing: false },
      false,
    ]);
    expect(slower.scenarios[0]?.comparisons.find(({ metric }) => metric === "p50")?.outcome).toBe("regressed");
    const limited = judgeOne(beside([], 2, { limits: [{ request: "all", metric: "p50", limit: 150 }] }));
    expect(limited.verdict.reasons[0]).toContain("the SLA wants at most 150 ms");
  });

  test("is absent if main was not compared with its anchor", () => {
    const alone = judgeOne(scenario({ rounds: rounds([100, 100]), anchored: runs(level(20, 0)) }));
    expect(alone.drift).toBe(undefined);
    const { drift } = judgeOne(beside(runs([...level(12, 0), ...level(8, Math.log(1.06))]), 1.06));
    expect(drift).toHaveLength(1);
    expect(judge({ ...alone, ...(drift && { drift }) })).toEqual(alone);
  });

  test("is the same when results.json is judged again", () => {
    const results = judgeOne(beside(runs([...level(12, 0), ...level(8, Math.log(1.06))]), 1.06));
    const read = decodeResults(encodeResults(results), "results.json");
    expect(encodeResults(judge(read))).toBe(encodeResults(results));
  });

  test("forall levels and clock shifts: only differences count, and equal values never drift", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (value) => {
        expect(driftIn(beside(runs(Array(20).fill(value)), Math.exp(value)))).toEqual([]);
        const stepped = [...level(12, value), ...level(8, value + Math.log(1.06))];
        expect(driftIn(beside(runs(stepped), 1.06 * Math.exp(value)))).toEqual([["p50", 12, 6, 9]]);
      }),
      { numRuns: 5 },
    );
  });
});

describe("reports", () => {
  const steps = [...level(12, 0), ...level(8, Math.log(1.06))];
  const drifted = judgeOne(beside(runs(steps), 1.06));
  const paragraph = `Drift on main: p50 of all requests in steady has been +6 % since ${sha(12).slice(0, 7)} (13 May 2026), seen in 9 runs.`;

  test("show drift in one paragraph, and the rule in the explanation", () => {
    for (const text of [terminal(drifted, { color: false }), html(drifted)]) {
      expect(text.split(paragraph).length).toBe(2);
      expect(text).toContain("Main compared with its anchor build: it has drifted");
    }
    const text = markdown(drifted);
    const commit = sha(12).slice(0, 7);
    const shown = paragraph.replace("(13 May 2026)", "\\(13 May 2026\\)").replace(commit, `\`${commit}\``);
    expect(text).toContain(`\n\n${shown}\n\n`);
    expect(text).toContain("Loadgate looks for a lasting change in the 21 runs with this anchor.");
    expect(text).toContain("comparisons, shown only · base and head side by side, 4 rounds");
  });

  test("say how many runs are still missing, and nothing if there is no drift", () => {
    const text = markdown(judgeOne(beside(runs(level(3, 0)))));
    expect(text).toContain("Main compared with its anchor build: shown only, this never fails");
    expect(text).toContain(
      "Loadgate looks for a lasting change once there are 8 runs with the same anchor; so far there are 4.",
    );
    expect(text).not.toContain("Drift on main");
  });

  test("name at most five changes, the worst first", () => {
    const [one] = drifted.drift ?? [];
    if (one === undefined) throw new Error("no drift");
    const drift = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...one, change_ratio: n / 10, request: `GET /${n}` }));
    const text = terminal({ ...drifted, drift }, { color: false });
    expect(text).toMatch(/Drift on main: p50 of GET \/7 .*; p50 of GET \/3 [^;]*; and 2 more\./);
    // 70 bytes do not rank above 30 %.
    const mixed = [
      { ...one, metric: "memory_growth" as const, change_ratio: 70 },
      { ...one, metric: "p95" as const },
    ];
    expect(terminal({ ...drifted, drift: mixed }, { color: false })).toMatch(/Drift on main: p95 .*; memory growth /);
  });
});
