import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBaseline, encodeBaseline, UnusableBaseline } from "../../src/baseline/codec.ts";
import { attachAnchoredRuns, attachRecordedRuns, baselineNote } from "../../src/baseline/comparableRuns.ts";
import { addRun, maxRuns } from "../../src/baseline/runHistory.ts";
import type { BaselineLookup } from "../../src/baseline/store/lookup.ts";
import { judge } from "../../src/gate/judge.ts";
import type { Baseline, BaselineRun } from "../../src/model/baseline.ts";
import type { Environment, Results } from "../../src/model/results.ts";
import { armMetrics, environment, latency, measuredResults, rounds, scenario } from "../support/builders.ts";

const run = (n: number, of: Partial<BaselineRun> = {}): BaselineRun => ({
  sha: `${n}`.padStart(40, "0"),
  at: `2026-11-23T00:00:${`${n}`.padStart(2, "0")}Z`,
  run_id: `${n}`,
  environment: environment(),
  scenarios: { shop: { rounds: [armMetrics(latency(n))] } },
  ...of,
});

const baseline = (...runs: readonly BaselineRun[]): Baseline => ({ schema: 1, runs: [...runs] });

/** The message for a text that cannot be used. */
function decodeError(text: string): string {
  try {
    decodeBaseline(text, "baseline.json");
  } catch (error) {
    if (error instanceof UnusableBaseline) return error.message;
    throw error;
  }
  return "none";
}

const remedy = "delete it and let a run on the default branch make a new one";

describe("baseline.json", () => {
  test("is unchanged after encoding and decoding", () => {
    const original = baseline(run(1), run(2, { environment: environment({ cores: 2 }) }));
    expect(decodeBaseline(encodeBaseline(original), "baseline.json")).toEqual(original);
  });

  test("describes the builds that it carries, which old ones do not", () => {
    const build = { sha: "b".repeat(40), files: 2, bytes: 100 };
    const anchor = { sha: "a".repeat(40), config_hash: "b31adaa85225", carry: ["dist"] };
    const ratios = { all: { p50: 0.012, error_rate: 0 } };
    const record = { mode: "duet" as const, rounds: [], log_ratios: ratios };
    const some: Baseline = {
      ...baseline(run(1), run(2, { anchor: anchor.sha, scenarios: { shop: record } })),
      build,
      anchor,
    };
    expect(decodeBaseline(encodeBaseline(some), "baseline.json")).toEqual(some);
    expect(decodeError(encodeBaseline({ ...some, build: { ...build, bytes: -1 } }))).toContain("build.bytes");
    expect(decodeError('{"schema":1,"runs":[],"anchor":{"sha":"a"}}')).toContain("anchor.config_hash");
  });

  test("is readable text: one value per line, with a newline at the end", () => {
    expect(encodeBaseline(baseline())).toBe('{\n "schema": 1,\n "runs": []\n}\n');
  });

  test.each([
    { what: "not JSON", text: "{", message: `baseline.json is corrupt (not JSON); ${remedy}` },
    { what: "empty", text: "", message: `baseline.json is corrupt (not JSON); ${remedy}` },
    {
      what: "from another tool",
      text: '{"results":[]}',
      message: `baseline.json is not a baseline of Loadgate (schema: expected 1, got nothing); ${remedy}`,
    },
    {
      what: "a list",
      text: "[]",
      message: `baseline.json is not a baseline of Loadgate (as a whole: Invalid input: expected object, received array); ${remedy}`,
    },
    {
      what: "null",
      text: "null",
      message: `baseline.json is not a baseline of Loadgate (as a whole: Invalid input: expected object, received null); ${remedy}`,
    },
    {
      what: "ours with a wrong number",
      text: encodeBaseline(baseline(run(1))).replace('"cores": 4', '"cores": "4"'),
      message: `baseline.json is not a baseline of Loadgate (runs.0.environment.cores: Invalid input: expected number, received string); ${remedy}`,
    },
    {
      what: "ours but truncated",
      text: encodeBaseline(baseline(run(1))).slice(0, -40),
      message: `baseline.json is corrupt (not JSON); ${remedy}`,
    },
    {
      what: "of a newer schema",
      text: '{"schema":2,"runs":"otherwise"}',
      message:
        "baseline.json has schema 2 and this Loadgate reads schema 1: use a newer Loadgate, or delete it and let a run on the default branch make a new one",
    },
  ])("that is $what gives a message with the remedy", ({ text, message }) => {
    expect(decodeError(text)).toBe(message);
  });

  test("that is corrupt gives an error with its cause", () => {
    const decode = () => decodeBaseline("{", "baseline.json");
    expect(decode).toThrow(expect.objectContaining({ name: "UnusableBaseline", cause: expect.any(SyntaxError) }));
  });

  test("forall texts: the result is a baseline or UnusableBaseline", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((some) => `{"schema":1,"runs":[${some}]}`),
    );
    fc.assert(
      fc.property(text, (some) => {
        expect(decodeError(some)).toMatch(/^(none|baseline\.json (is|has) )/);
      }),
    );
  });
});

const results = (of: Partial<Results["provenance"]> = {}): Results => {
  const late = { index: 2, head: armMetrics(latency(9)), invalid: "it was late" };
  const judged = judge(
    measuredResults([scenario({ rounds: [...rounds([1, 2], [3, 4]), late] }), scenario({ id: "cart" })]),
  );
  return { ...judged, provenance: { ...judged.provenance, ...of } };
};

describe("a run of the default branch", () => {
  test("is added last, with the valid rounds of its head in every scenario", () => {
    expect(addRun(baseline(run(1)), results(), "77")).toEqual(
      baseline(run(1), {
        sha: "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80",
        at: "2026-11-23T21:35:13.461Z",
        run_id: "77",
        environment: environment(),
        scenarios: {
          shop: { mode: "duet", rounds: [armMetrics(latency(2)), armMetrics(latency(4))] },
          cart: { mode: "duet", rounds: [] },
        },
      }),
    );
  });

  test("starts a baseline if there is none", () => {
    const { runs } = addRun(undefined, results());
    expect(runs.map(({ run_id, at }) => [run_id, at])).toEqual([[undefined, "2026-11-23T21:35:13.461Z"]]);
  });

  test("replaces its first attempt when it is run again, and becomes the newest", () => {
    const { runs } = addRun(baseline(run(1), run(2), run(3)), results(), "2");
    expect(runs.map(({ run_id, at }) => [run_id, at])).toEqual([
      ["1", "2026-11-23T00:00:01Z"],
      ["3", "2026-11-23T00:00:03Z"],
      ["2", "2026-11-23T21:35:13.461Z"],
    ]);
  });

  test("without an id replaces no run", () => {
    const withoutId = addRun(undefined, results());
    expect(addRun(withoutId, results()).runs).toHaveLength(2);
  });

  test("removes the oldest of fifty", () => {
    const fifty = baseline(...Array.from({ length: 50 }, (_, i) => run(i)));
    const { runs } = addRun(fifty, results(), "77");
    expect([maxRuns, runs.length, runs[0]?.run_id, runs.at(-1)?.run_id]).toEqual([50, 50, "1", "77"]);
  });

  test("does not change the baseline that it is added to", () => {
    const before = baseline(run(1));
    addRun(before, results(), "1");
    expect(before).toEqual(baseline(run(1)));
  });

  test("can be decoded again", () => {
    const extended = addRun(baseline(run(1)), results(), "77");
    expect(decodeBaseline(encodeBaseline(extended), "baseline.json")).toEqual(extended);
  });
});

describe("the runs of a recorded comparison", () => {
  const lookupOf = (...runs: readonly BaselineRun[]): BaselineLookup => ({
    kind: "found",
    from: "",
    baseline: baseline(...runs),
  });
  const recorded = scenario({ mode: { kind: "recorded", reason: "" } });
  const shas = (lookup: BaselineLookup, at: Environment = environment()) =>
    attachRecordedRuns(recorded, lookup, at).recorded?.map(({ sha }) => Number(sha));

  test.each<{ readonly what: string; readonly other: Partial<Environment>; readonly used: readonly number[] }>([
    { what: "the same machine and settings", other: {}, used: [1, 2] },
    { what: "another processor", other: { cpu_model: "Intel Xeon" }, used: [1] },
    { what: "fewer cores", other: { cores: 2 }, used: [1] },
    { what: "another image", other: { image: "ubuntu22" }, used: [1] },
    { what: "other settings", other: { config_hash: "0123456789ab" }, used: [1] },
    {
      what: "another kernel, Node or memory, which do not matter",
      other: { kernel: "Linux 7", node: "26.0.0", memory_bytes: 1 },
      used: [1, 2],
    },
  ])("are those of the same kind: $what", ({ other, used }) => {
    expect(shas(lookupOf(run(1), run(2, { environment: environment(other) })))).toEqual(used);
  });

  test("on a machine without an image are those on other machines without one", () => {
    const { image: _, ...bare } = environment();
    expect([shas(lookupOf(run(1), run(2, { environment: bare })), bare), shas(lookupOf(run(1)), bare)]).toEqual([
      [2],
      [],
    ]);
  });

  test("are the newest thirty, in order", () => {
    const all = Array.from({ length: 35 }, (_, i) => run(i + 1));
    expect(shas(lookupOf(...all))).toEqual(Array.from({ length: 30 }, (_, i) => i + 6));
  });

  test("are those with rounds of this scenario", () => {
    expect(shas(lookupOf(run(1, { scenarios: {} }), run(2, { scenarios: { shop: { rounds: [] } } }), run(3)))).toEqual([
      3,
    ]);
  });

  test("are none for a duet, or without a baseline", () => {
    expect([
      attachRecordedRuns(scenario(), lookupOf(run(1)), environment()),
      attachRecordedRuns(recorded, { kind: "absent", message: "" }, environment()),
    ]).toEqual([scenario(), recorded]);
  });
});

describe("the baseline in results.json", () => {
  test("has the number of runs, and the newest", () => {
    const lookup: BaselineLookup = { kind: "found", from: "the file a.json", baseline: baseline(run(1), run(2)) };
    expect(baselineNote(lookup, "2026-11-23T01:00:00.000Z")).toEqual({
      kind: "found",
      runs: 2,
      from: "the file a.json",
      run_id: "2",
      sha: run(2).sha,
      at: "2026-11-23T00:00:02Z",
      age_ms: 3_598_000,
    });
  });

  test("is absent if it holds no run", () => {
    expect(baselineNote({ kind: "found", from: "", baseline: baseline() }, "2026-11-23")).toEqual({
      kind: "absent",
      message: "no baseline yet: it holds no run",
    });
  });

  test.each<BaselineLookup>([
    { kind: "not_asked" },
    { kind: "absent", message: "no baseline yet" },
    { kind: "unreachable", message: "no network" },
    { kind: "unusable", message: "it is corrupt" },
  ])("is $kind if the lookup is $kind", (lookup) => {
    expect(baselineNote(lookup, "2026-11-23")).toEqual(lookup);
  });
});

describe("a comparison of main with its anchor", () => {
  const against = { kind: "duet" as const, reason: "", against: "anchor" as const };
  const comparedWithAnchor = (ratio: number) =>
    judge({
      ...measuredResults([scenario({ mode: against, rounds: rounds(...Array(4).fill([100, 100 * ratio])) })]),
      provenance: {
        ...measuredResults([]).provenance,
        base: { from: "artifact", sha: "a".repeat(40) },
      },
    });

  test("is recorded as log ratios, and a difference for the error rate, with the commit of the anchor", () => {
    const [record] = addRun(undefined, comparedWithAnchor(1.05)).runs;
    expect(record?.anchor).toBe("a".repeat(40));
    expect(record?.scenarios["shop"]?.mode).toBe("duet");
    const { p50, error_rate } = record?.scenarios["shop"]?.log_ratios?.["all"] ?? {};
    expect([p50, error_rate]).toEqual([expect.closeTo(Math.log(1.05), 12), 0]);
  });

  test("is not recorded if the base is not an anchor, or nothing was compared", () => {
    const plain = judge(measuredResults([scenario({ rounds: rounds(...Array(4).fill([100, 105])) })]));
    const [record] = addRun(undefined, plain).runs;
    expect([record?.anchor, record?.scenarios["shop"]?.log_ratios]).toEqual([undefined, undefined]);
    const few = judge(measuredResults([scenario({ mode: against, rounds: rounds([100, 105]) })]));
    expect(addRun(undefined, few).runs[0]?.scenarios["shop"]?.log_ratios).toEqual({ all: {} });
  });

  test("is not used for a recorded comparison: a duet runs short pieces, beside another build", () => {
    const history = [comparedWithAnchor(1), comparedWithAnchor(1)].reduce<Baseline | undefined>(
      (all, one) => addRun(all, one),
      undefined,
    );
    const lookup: BaselineLookup = { kind: "found", from: "", baseline: history ?? baseline() };
    const recorded = scenario({ mode: { kind: "recorded", reason: "" } });
    expect(attachRecordedRuns(recorded, lookup, environment()).recorded).toEqual([]);
  });

  test("is used by later runs with the same anchor", () => {
    const history = addRun(addRun(undefined, comparedWithAnchor(1.05)), comparedWithAnchor(1.07));
    const attached = attachAnchoredRuns(scenario({ mode: against }), history.runs).anchored ?? [];
    expect(attached.map(({ log_ratios }) => log_ratios["all"]?.p50)).toEqual([
      expect.closeTo(Math.log(1.05), 12),
      expect.closeTo(Math.log(1.07), 12),
    ]);
    expect(attachAnchoredRuns(scenario(), history.runs)).toEqual(scenario());
  });
});
