import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBaseline, encodeBaseline, keptRuns, UnusableBaseline, withRun } from "../../src/baseline/codec.ts";
import { noteOf, withAnchored, withRecorded } from "../../src/baseline/comparableRuns.ts";
import type { BaselineLookup } from "../../src/baseline/store/lookup.ts";
import { judge } from "../../src/gate/judge.ts";
import type { Baseline, BaselineRun } from "../../src/model/baseline.ts";
import type { Environment, Results } from "../../src/model/results.ts";
import { arm, environment, latency, measured, rounds, scenario } from "../support/make.ts";

const run = (n: number, of: Partial<BaselineRun> = {}): BaselineRun => ({
  sha: `${n}`.padStart(40, "0"),
  at: `2026-11-23T00:00:${`${n}`.padStart(2, "0")}Z`,
  run_id: `${n}`,
  environment: environment(),
  scenarios: { shop: { rounds: [arm(latency(n))] } },
  ...of,
});

const baseline = (...runs: readonly BaselineRun[]): Baseline => ({ schema: 1, runs: [...runs] });

/** Why a text cannot be used. */
function complaint(text: string): string {
  try {
    decodeBaseline(text, "baseline.json");
  } catch (error) {
    if (error instanceof UnusableBaseline) return error.message;
    throw error;
  }
  return "none";
}

const anew = "delete it and let a run on the default branch make a new one";

describe("baseline.json", () => {
  test("comes back as it was written", () => {
    const some = baseline(run(1), run(2, { environment: environment({ cores: 2 }) }));
    expect(decodeBaseline(encodeBaseline(some), "baseline.json")).toEqual(some);
  });

  test("tells what it carries, and reads what one of old does not say", () => {
    const build = { sha: "b".repeat(40), files: 2, bytes: 100 };
    const anchor = { sha: "a".repeat(40), config_hash: "b31adaa85225", carry: ["dist"] };
    const ratios = { all: { p50: 0.012, error_rate: 0 } };
    const played = { mode: "duet" as const, rounds: [], log_ratios: ratios };
    const some: Baseline = {
      ...baseline(run(1), run(2, { anchor: anchor.sha, scenarios: { shop: played } })),
      build,
      anchor,
    };
    expect(decodeBaseline(encodeBaseline(some), "baseline.json")).toEqual(some);
    expect(complaint(encodeBaseline({ ...some, build: { ...build, bytes: -1 } }))).toContain("build.bytes");
    expect(complaint('{"schema":1,"runs":[],"anchor":{"sha":"a"}}')).toContain("anchor.config_hash");
  });

  test("is text that a person can read and a tool can compare: one value a line, a newline at the end", () => {
    expect(encodeBaseline(baseline())).toBe('{\n "schema": 1,\n "runs": []\n}\n');
  });

  test.each([
    { what: "no JSON", text: "{", message: `baseline.json is corrupt (not JSON); ${anew}` },
    { what: "nothing", text: "", message: `baseline.json is corrupt (not JSON); ${anew}` },
    {
      what: "another tool's",
      text: '{"results":[]}',
      message: `baseline.json is no baseline of Loadgate (schema: expected 1, got nothing); ${anew}`,
    },
    {
      what: "a list",
      text: "[]",
      message: `baseline.json is no baseline of Loadgate (as a whole: Invalid input: expected object, received array); ${anew}`,
    },
    {
      what: "nobody's",
      text: "null",
      message: `baseline.json is no baseline of Loadgate (as a whole: Invalid input: expected object, received null); ${anew}`,
    },
    {
      what: "ours, with a number that is none",
      text: encodeBaseline(baseline(run(1))).replace('"cores": 4', '"cores": "4"'),
      message: `baseline.json is no baseline of Loadgate (runs.0.environment.cores: Invalid input: expected number, received string); ${anew}`,
    },
    {
      what: "ours, cut short",
      text: encodeBaseline(baseline(run(1))).slice(0, -40),
      message: `baseline.json is corrupt (not JSON); ${anew}`,
    },
    {
      what: "of the future",
      text: '{"schema":2,"runs":"otherwise"}',
      message:
        "baseline.json has schema 2 and this Loadgate reads schema 1: use a newer Loadgate, or delete it and let a run on the default branch make a new one",
    },
  ])("that is $what says so, and what to do", ({ text, message }) => {
    expect(complaint(text)).toBe(message);
  });

  test("that is corrupt keeps the cause", () => {
    const decode = () => decodeBaseline("{", "baseline.json");
    expect(decode).toThrow(expect.objectContaining({ name: "UnusableBaseline", cause: expect.any(SyntaxError) }));
  });

  test("forall texts: it is a baseline or unusable, never anything else", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((some) => `{"schema":1,"runs":[${some}]}`),
    );
    fc.assert(
      fc.property(text, (some) => {
        expect(complaint(some)).toMatch(/^(none|baseline\.json (is|has) )/);
      }),
    );
  });
});

const results = (of: Partial<Results["provenance"]> = {}): Results => {
  const late = { index: 2, head: arm(latency(9)), invalid: "it was late" };
  const judged = judge(measured([scenario({ rounds: [...rounds([1, 2], [3, 4]), late] }), scenario({ id: "cart" })]));
  return { ...judged, provenance: { ...judged.provenance, ...of } };
};

describe("a run of the default branch", () => {
  test("is added behind the others: its head's rounds that count, in every scenario", () => {
    expect(withRun(baseline(run(1)), results(), "77")).toEqual(
      baseline(run(1), {
        sha: "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80",
        at: "2026-11-23T21:35:13.461Z",
        run_id: "77",
        environment: environment(),
        scenarios: {
          shop: { mode: "duet", rounds: [arm(latency(2)), arm(latency(4))] },
          cart: { mode: "duet", rounds: [] },
        },
      }),
    );
  });

  test("begins a baseline where there is none", () => {
    const { runs } = withRun(undefined, results());
    expect(runs.map(({ run_id, at }) => [run_id, at])).toEqual([[undefined, "2026-11-23T21:35:13.461Z"]]);
  });

  test("that is run again replaces its first attempt, and becomes the newest", () => {
    const { runs } = withRun(baseline(run(1), run(2), run(3)), results(), "2");
    expect(runs.map(({ run_id, at }) => [run_id, at])).toEqual([
      ["1", "2026-11-23T00:00:01Z"],
      ["3", "2026-11-23T00:00:03Z"],
      ["2", "2026-11-23T21:35:13.461Z"],
    ]);
  });

  test("without a number of its own replaces none", () => {
    const unnumbered = withRun(undefined, results());
    expect(withRun(unnumbered, results()).runs).toHaveLength(2);
  });

  test("pushes out the oldest of fifty", () => {
    const fifty = baseline(...Array.from({ length: 50 }, (_, i) => run(i)));
    const { runs } = withRun(fifty, results(), "77");
    expect([keptRuns, runs.length, runs[0]?.run_id, runs.at(-1)?.run_id]).toEqual([50, 50, "1", "77"]);
  });

  test("leaves the baseline that it is added to as it was", () => {
    const before = baseline(run(1));
    withRun(before, results(), "1");
    expect(before).toEqual(baseline(run(1)));
  });

  test("can be read again", () => {
    const made = withRun(baseline(run(1)), results(), "77");
    expect(decodeBaseline(encodeBaseline(made), "baseline.json")).toEqual(made);
  });
});

describe("what a recorded comparison takes along", () => {
  const found = (...runs: readonly BaselineRun[]): BaselineLookup => ({
    kind: "found",
    from: "",
    baseline: baseline(...runs),
  });
  const recorded = scenario({ mode: { kind: "recorded", reason: "" } });
  const shas = (lookup: BaselineLookup, at: Environment = environment()) =>
    withRecorded(recorded, lookup, at).recorded?.map(({ sha }) => Number(sha));

  test.each<{ readonly what: string; readonly other: Partial<Environment>; readonly taken: readonly number[] }>([
    { what: "the same machine and settings", other: {}, taken: [1, 2] },
    { what: "another processor", other: { cpu_model: "Intel Xeon" }, taken: [1] },
    { what: "fewer cores", other: { cores: 2 }, taken: [1] },
    { what: "another image", other: { image: "ubuntu22" }, taken: [1] },
    { what: "other settings", other: { config_hash: "0123456789ab" }, taken: [1] },
    {
      what: "another kernel, Node or memory, which do not count",
      other: { kernel: "Linux 7", node: "26.0.0", memory_bytes: 1 },
      taken: [1, 2],
    },
  ])("are runs of its kind: $what", ({ other, taken }) => {
    expect(shas(found(run(1), run(2, { environment: environment(other) })))).toEqual(taken);
  });

  test("a machine without an image is of a kind with others without", () => {
    const { image: _, ...bare } = environment();
    expect([shas(found(run(1), run(2, { environment: bare })), bare), shas(found(run(1)), bare)]).toEqual([[2], []]);
  });

  test("are the newest thirty, in their order", () => {
    const all = Array.from({ length: 35 }, (_, i) => run(i + 1));
    expect(shas(found(...all))).toEqual(Array.from({ length: 30 }, (_, i) => i + 6));
  });

  test("are runs of this scenario that have rounds", () => {
    expect(shas(found(run(1, { scenarios: {} }), run(2, { scenarios: { shop: { rounds: [] } } }), run(3)))).toEqual([
      3,
    ]);
  });

  test("are none for a duet, nor where no baseline was found", () => {
    expect([
      withRecorded(scenario(), found(run(1)), environment()),
      withRecorded(recorded, { kind: "absent", message: "" }, environment()),
    ]).toEqual([scenario(), recorded]);
  });
});

describe("what results.json says of the baseline", () => {
  test("is how many runs there are, and the newest", () => {
    const lookup: BaselineLookup = { kind: "found", from: "the file a.json", baseline: baseline(run(1), run(2)) };
    expect(noteOf(lookup, "2026-11-23T01:00:00.000Z")).toEqual({
      kind: "found",
      runs: 2,
      from: "the file a.json",
      run_id: "2",
      sha: run(2).sha,
      at: "2026-11-23T00:00:02Z",
      age_ms: 3_598_000,
    });
  });

  test("is that there is none where it holds no run", () => {
    expect(noteOf({ kind: "found", from: "", baseline: baseline() }, "2026-11-23")).toEqual({
      kind: "absent",
      message: "no baseline yet: it holds no run",
    });
  });

  test.each<BaselineLookup>([
    { kind: "not_asked" },
    { kind: "absent", message: "no baseline yet" },
    { kind: "unreachable", message: "no network" },
    { kind: "unusable", message: "it is corrupt" },
  ])("is $kind where it is $kind", (lookup) => {
    expect(noteOf(lookup, "2026-11-23")).toEqual(lookup);
  });
});

describe("what main found beside its anchor", () => {
  const against = { kind: "duet" as const, reason: "", against: "anchor" as const };
  const beside = (ratio: number) =>
    judge({
      ...measured([scenario({ mode: against, rounds: rounds(...Array(4).fill([100, 100 * ratio])) })]),
      provenance: {
        ...measured([]).provenance,
        base: { from: "artifact", sha: "a".repeat(40) },
      },
    });

  test("is kept as logarithms of the ratios, with the anchor's commit; the error rate as a difference", () => {
    const [kept] = withRun(undefined, beside(1.05)).runs;
    expect(kept?.anchor).toBe("a".repeat(40));
    expect(kept?.scenarios["shop"]?.mode).toBe("duet");
    const { p50, error_rate } = kept?.scenarios["shop"]?.log_ratios?.["all"] ?? {};
    expect([p50, error_rate]).toEqual([expect.closeTo(Math.log(1.05), 12), 0]);
  });

  test("is not kept of a base that is no anchor, nor where nothing was compared", () => {
    const plain = judge(measured([scenario({ rounds: rounds(...Array(4).fill([100, 105])) })]));
    const [kept] = withRun(undefined, plain).runs;
    expect([kept?.anchor, kept?.scenarios["shop"]?.log_ratios]).toEqual([undefined, undefined]);
    const few = judge(measured([scenario({ mode: against, rounds: rounds([100, 105]) })]));
    expect(withRun(undefined, few).runs[0]?.scenarios["shop"]?.log_ratios).toEqual({ all: {} });
  });

  test("is no evidence for a scenario that is played whole: a duet plays cuts of it, beside another build", () => {
    const history = [beside(1), beside(1)].reduce<Baseline | undefined>((all, one) => withRun(all, one), undefined);
    const lookup: BaselineLookup = { kind: "found", from: "", baseline: history ?? baseline() };
    const recorded = scenario({ mode: { kind: "recorded", reason: "" } });
    expect(withRecorded(recorded, lookup, environment()).recorded).toEqual([]);
  });

  test("is taken along by the runs after it that have the same anchor", () => {
    const history = withRun(withRun(undefined, beside(1.05)), beside(1.07));
    const taken = withAnchored(scenario({ mode: against }), history.runs).anchored ?? [];
    expect(taken.map(({ log_ratios }) => log_ratios["all"]?.p50)).toEqual([
      expect.closeTo(Math.log(1.05), 12),
      expect.closeTo(Math.log(1.07), 12),
    ]);
    expect(withAnchored(scenario(), history.runs)).toEqual(scenario());
  });
});
