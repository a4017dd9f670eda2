import { describe, expect, test } from "vitest";
import { explainScenario } from "../../src/analysis/explainScenario.ts";
import type { Arm } from "../../src/model/plan.ts";
import type { CallTree, InstrumentRecord } from "../../src/model/reading.ts";
import type { RoundRecord } from "../../src/model/record.ts";
import { bytes, millis, perSec } from "../../src/model/unit.ts";
import type { Comparison } from "../../src/model/verdict.ts";
import { draw } from "../../src/stats/random.ts";
import { armPhase, loadPlan, phaseRecord, readings, requestRecord } from "../support/builders.ts";

/** What a round's arm takes: latency and CPU time per request in ms. */
interface ArmTimes {
  readonly ms: number;
  readonly cpuMs: number;
}

const requests = 100;

/** Six rounds of 100 requests, with a little noise. */
function roundsOf(base: ArmTimes, head: ArmTimes): readonly RoundRecord[] {
  return Array.from({ length: 6 }, (_, index) => {
    const phase = (arm: Arm, { ms, cpuMs }: ArmTimes) => {
      const noise = 1 + 0.01 * (draw(index, arm === "base" ? 1 : 2, 0) - 0.5);
      const times = Array.from({ length: requests }, () => ms * noise);
      return armPhase({
        arm,
        record: phaseRecord([requestRecord("GET /orders", times)], { durationMs: millis(5000) }),
        readings: readings([0, 0, 50], [5000, cpuMs * requests * noise, 50]),
      });
    };
    return { index, phases: [phase("base", base), phase("head", head)] };
  });
}

const lead: Comparison = {
  metric: "p50",
  request: "all",
  outcome: "regressed",
  gating: true,
  base: 10,
  head: 20,
  rounds: 6,
};

type RecordsOf = (arm: Arm, noise: number) => readonly InstrumentRecord[];

function explain(rounds: readonly RoundRecord[], recordsOf?: RecordsOf, comparisons: readonly Comparison[] = [lead]) {
  const plan = loadPlan({ kind: "constant", ratePerSec: perSec(20) });
  const [scenario] = plan.scenarios;
  const instrumented = rounds.flatMap(({ index }) =>
    (["base", "head"] as const).map((arm) => ({
      arm,
      round: index,
      requests,
      requestsByName: { "GET /orders": requests },
      records: recordsOf?.(arm, 1 + 0.02 * (draw(index, arm === "base" ? 3 : 4, 0) - 0.5)) ?? [],
    })),
  );
  const change = { scenario: "one", request: "all", metric: "p50", outcome: "regressed" } as const;
  const extra = { change, rounds, instrumented, durationMs: millis(20_000), failures: [] };
  return explainScenario({
    plan,
    scenario,
    rounds,
    comparisons,
    machine: { cores: 2, memoryBytes: bytes(1024 ** 3) },
    ...(recordsOf && { extra }),
  });
}

const kinds = ({ changes = [] }: ReturnType<typeof explain>) => changes.map(({ kind, subject }) => [kind, subject]);

const leaf = (name: string, self: number): CallTree => ({
  frame: { name, file: "orders.js", line: 4 },
  self,
  children: [],
});
const profile = (...leaves: readonly CallTree[]): InstrumentRecord => ({
  kind: "cpu_profile",
  root: { frame: { name: "(root)" }, self: 0, children: leaves },
});

describe("a slower request is explained", () => {
  test("by statements that it did not need before", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) => {
      const calls = arm === "base" ? 3 : 41;
      const text = "SELECT … FROM items WHERE order_id = $1";
      return [
        {
          kind: "statements",
          database: "postgres",
          statements: [{ text, calls: calls * requests, timeMs: millis(0.25 * calls * requests * noise) }],
        },
      ];
    });
    const [first] = result.changes ?? [];
    expect([first?.kind, first?.subject, first?.base, first?.head, first?.unit]).toEqual([
      "database_statements",
      "SELECT … FROM items WHERE order_id = $1",
      3,
      41,
      "1/request",
    ]);
    // 38 statements of 0.25 ms are 9.5 ms of 10 ms.
    expect(first?.explains_ratio).toBeCloseTo(0.95, 1);
  });

  test("by the function that takes more CPU time, with file and line", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 11 }), (arm, noise) => [
      profile(
        ...[leaf("parse", 50 * noise), leaf("findLines", (arm === "base" ? 50 : 1050) * noise)],
        leaf("runtime/pprof.StartCPUProfile", 80 * noise),
      ),
    ]);
    // What takes the profile is not the service.
    expect(result.explanation?.functions?.map(({ subject }) => subject)).toEqual(["findLines", "parse"]);
    expect(result.changes?.[0]).toMatchObject({ kind: "cpu", subject: "findLines", file: "orders.js", line: 4 });
    expect(result.changes?.[0]?.explains_ratio).toBeCloseTo(1, 1);
  });

  test("by the function that grew most, although it is not sure among so many with few samples", () => {
    let n = 0;
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 11, cpuMs: 2 }), (arm) => {
      const few = (name: string, samples: number) => leaf(name, samples + 14 * (draw(9, 1, n++) - 0.5));
      const others = Array.from({ length: 8 }, (_, i) => few(`part${i}`, 20));
      return [profile(few("crc", arm === "base" ? 20 : 25), ...others)];
    });
    expect(result.explanation?.functions?.every(({ state }) => state === "same")).toBe(true);
    expect(result.changes?.[0]).toMatchObject({ kind: "cpu", subject: "crc", explains_ratio: expect.closeTo(1, 1) });
  });

  test("by two functions, which divide the CPU time of the rounds that decided", () => {
    // The instruments make the service three times as slow.
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 11 }), (arm, noise) => [
      profile(leaf("find", (arm === "base" ? 0 : 1800) * noise), leaf("parse", (arm === "base" ? 0 : 1200) * noise)),
    ]);
    expect(result.changes?.map(({ subject, explains_ratio }) => [subject, explains_ratio?.toFixed(1)])).toEqual([
      ["find", "0.6"],
      ["parse", "0.4"],
    ]);
  });

  test("by calls to another host", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) => {
      const calls = arm === "base" ? 1 : 3;
      return [
        {
          kind: "outbound",
          calls: [{ host: "prices:80", calls: calls * requests, timeMs: millis(5 * calls * requests * noise) }],
        },
      ];
    });
    expect(kinds(result)[0]).toEqual(["outbound_calls", "prices:80"]);
  });
});

describe("a call that the base never makes", () => {
  const outbound = (calls: number, noise: number): InstrumentRecord => ({
    kind: "outbound",
    calls:
      calls === 0
        ? []
        : [{ host: "prices:80", calls: calls * requests, timeMs: millis(10 * calls * requests * noise) }],
  });

  test("is the cause", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) => [
      outbound(arm === "base" ? 0 : 1, noise),
    ]);
    const [first] = result.changes ?? [];
    expect([first?.kind, first?.subject, first?.base, first?.head]).toEqual(["outbound_calls", "prices:80", 0, 1]);
  });

  test("is none where the base's calls could not be counted, in half of the rounds", () => {
    let n = 0;
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) => {
      if (arm === "head" || n++ % 2 === 0) return [outbound(0.5, noise)];
      return [{ kind: "outbound", calls: [{ host: "prices:80", timeMs: millis(5 * requests * noise) }] }];
    });
    expect(result.explanation?.outbound).toMatchObject([{ base: 0.5, head: 0.5, state: "same" }]);
  });

  test("is none where the base was not observed", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) =>
      arm === "base" ? [] : [outbound(1, noise)],
    );
    expect(kinds(result)).toEqual([["unexplained", undefined]]);
  });
});

describe("a heap that grows", () => {
  const growing = (bytesPerRequest: number) =>
    roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }).map(({ index, phases }) => ({
      index,
      phases: phases.map((phase) =>
        phase.arm === "base"
          ? phase
          : { ...phase, readings: readings([0, 0, 50], [5000, 100, 50 + (bytesPerRequest * requests) / 1024 ** 2]) },
      ),
    }));

  test("makes no request slower by itself", () => {
    expect(kinds(explain(growing(40_000)))[0]).toEqual(["unexplained", undefined]);
  });

  test("is the cause where memory itself has regressed", () => {
    const memory: Comparison = { ...lead, metric: "memory_growth", base: 0, head: 40_000 };
    expect(kinds(explain(growing(40_000), undefined, [memory]))).toEqual([["memory_leak", undefined]]);
  });
});

describe("no single cause is named", () => {
  test("if a function was only renamed", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 1 }), (arm, noise) => [
      profile(leaf("parse", 50 * noise), leaf(arm === "base" ? "hash" : "digest", 50 * noise)),
    ]);
    expect(kinds(result)[0]).toEqual(["unexplained", undefined]);
  });

  test("if what moved is less than half of the change", () => {
    const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 3 }));
    expect(kinds(result)).toEqual([
      ["unexplained", undefined],
      ["cpu", undefined],
    ]);
  });

  test("if nothing regressed or improved", () => {
    const same = { ...lead, outcome: "unchanged" } as const;
    expect(explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 10, cpuMs: 1 }), undefined, [same]).changes).toBeUndefined();
  });
});

test("each arm has what limits it", () => {
  const result = explain(roundsOf({ ms: 10, cpuMs: 1 }, { ms: 20, cpuMs: 97 }));
  expect(result.bottlenecks?.map(({ arm, kind }) => [arm, kind])).toEqual([
    ["base", "none"],
    ["head", "cpu"],
  ]);
});

describe("dependencies that work more, behind a service that is the same,", () => {
  const container = (name: string, atMs: number, cpuMs: number) =>
    ({ kind: "container", name, atMs: millis(atMs), cpuMs: millis(cpuMs) }) as const;
  const rounds = roundsOf({ ms: 10, cpuMs: 1 }, { ms: 10, cpuMs: 1 }).map(({ index, phases }) => ({
    index,
    phases: phases.map((phase) => {
      const noise = 1 + 0.02 * (draw(index, phase.arm === "base" ? 5 : 6, 0) - 0.5);
      const ms = { db: (phase.arm === "base" ? 100 : 140) * noise, cache: 50 * noise };
      const read = Object.entries(ms).flatMap(([name, used]) => [
        container(name, 0, 7),
        container(name, 5000, 7 + used),
      ]);
      return { ...phase, readings: [...phase.readings, ...read] };
    }),
  }));
  const worked: Comparison = { ...lead, metric: "dependency_cpu", base: 1.5, head: 1.9 };

  test("are named", () => {
    expect(explain(rounds, undefined, [worked]).changes).toMatchObject([
      { kind: "dependency", subject: "db", unit: "ms/request", explains_ratio: expect.closeTo(1, 1) },
    ]);
  });

  test("are behind the statement that runs more often", () => {
    const result = explain(
      rounds,
      (arm) => [
        {
          kind: "statements",
          database: "postgres",
          statements: [{ text: "SELECT 1", calls: (arm === "base" ? 3 : 9) * requests, timeMs: millis(90) }],
        },
      ],
      [worked],
    );
    expect(kinds(result)).toEqual([
      ["database_statements", "SELECT 1"],
      ["dependency", "db"],
    ]);
  });
});
