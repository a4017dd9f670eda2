import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import type { StartableArm } from "../../src/experiment/arm.ts";
import { explainChanges } from "../../src/experiment/explainRounds.ts";
import type { RoundContext } from "../../src/experiment/round.ts";
import type { Instrument } from "../../src/explain/instrument.ts";
import type { Arm } from "../../src/model/plan.ts";
import type { PhaseRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { systemClock } from "../../src/shell/clock.ts";

/** The ports of a round without processes: each phase sends three of four requests, and takes no time. */
const { plan } = parseConfig(
  `version: 1
target: http://127.0.0.1:8080
scenarios: { steady: { phases: [{ pattern: constant, rate: 100/s, duration: 1s }], requests: [GET /a] } }
`,
  "loadgate.yml",
  {},
);
const [scenario] = plan.scenarios;
const record = {
  requests: [{ name: "GET /a", due: 4, outcomes: { ok: 3, dropped: 1 } }],
} as unknown as PhaseRecord;

interface World {
  readonly log?: string[];
  readonly instruments?: readonly Instrument[];
  readonly startFails?: boolean;
  readonly directory?: string;
  readonly budgetMs?: number;
}

async function explain({ log = [], instruments = [], startFails, directory = ".", budgetMs = 60_000 }: World) {
  const armOf = (arm: Arm): StartableArm => ({
    arm,
    kind: "service",
    from: "service.command",
    description: "service.command",
    ...(directory !== "" && { directory }),
    prepareRound: async () => {},
    async start(further = {}) {
      log.push(`${arm} starts with ${Object.keys(further).join(", ")}`);
      if (startFails === true) throw new Error("no start");
      const stop = async () => void log.push(`${arm} stops`);
      return { arm, origin: "http://127.0.0.1:1", died: new Promise(() => {}), [Symbol.asyncDispose]: stop };
    },
  });
  const seeds: number[] = [];
  const session = {
    async playPhase(_: unknown, seed: number) {
      seeds.push(seed);
      return [record, record];
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const lines: string[] = [];
  const context = {
    engine: { connect: async () => session },
    monitorsFor: () => ({ ofServices: [[], []], ofMachine: [] }),
    clock: systemClock,
    signal: new AbortController().signal,
    seed: 1,
    tls: plan.load.tls,
    progress: (line: string) => lines.push(line),
    notify: () => {},
  } as unknown as RoundContext;
  const measurement = { rounds: [], planned: 8, roundMs: millis(2000) };
  const [extra] = await explainChanges(
    [{ scenario: "steady", request: "all", metric: "p95", outcome: "regressed" }],
    { base: armOf("base"), head: armOf("head"), notices: [] },
    {
      budgetMs: millis(budgetMs),
      isTraced: false,
      measured: [{ scenario, mode: { kind: "duet", reason: "" }, measurement }],
      instrumentsFor: () => instruments,
    },
    context,
  );
  return { extra, lines, seeds };
}

const working = (log: string[]): Instrument => ({
  attach: async (arm, round) => ({
    environment: { NODE_OPTIONS: `--require=${arm}` },
    observe: async ({ durationMs }) => ({
      async stop() {
        log.push(`${arm} observed for ${durationMs} ms in round ${round}`);
        return { records: [{ kind: "outbound", calls: [] }], failures: [] };
      },
    }),
    [Symbol.asyncDispose]: async () => void log.push(`${arm} detached`),
  }),
});

const stages = ["attach", "observe", "stop", "result", "dispose"] as const;

/** An instrument that fails at that stage. `result`: it ends, with nothing but a failure. */
function failing(stage: (typeof stages)[number], onAttach: () => void): Instrument {
  const failAt = (at: string) => {
    if (stage === at) throw new Error(`${at} failed`);
  };
  return {
    async attach() {
      onAttach();
      failAt("attach");
      return {
        environment: {},
        async observe() {
          failAt("observe");
          return {
            async stop() {
              failAt("stop");
              return { records: [], failures: stage === "result" ? ["no profile"] : [] };
            },
          };
        },
        async [Symbol.asyncDispose]() {
          failAt("dispose");
        },
      };
    },
  };
}

test("both arms are observed under load, and their records count the requests that were sent", async () => {
  const log: string[] = [];
  const { extra, lines, seeds } = await explain({ log, instruments: [working(log)] });
  expect(lines).toEqual(["steady: 6 extra rounds to explain p95 of GET /a"]);
  expect(log.slice(0, 8).toSorted()).toEqual([
    "base detached",
    "base observed for 1000 ms in round 0",
    "base starts with NODE_OPTIONS",
    "base stops",
    "head detached",
    "head observed for 1000 ms in round 0",
    "head starts with NODE_OPTIONS",
    "head stops",
  ]);
  expect(extra?.failures).toEqual([]);
  expect(extra?.rounds.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(extra?.instrumented).toHaveLength(12);
  expect(extra?.instrumented[0]).toEqual({
    arm: "base",
    round: 0,
    requests: 3,
    requestsByName: { "GET /a": 3 },
    records: [{ kind: "outbound", calls: [] }],
  });
  // Warm-up and load of each round have requests of their own.
  expect(new Set(seeds).size).toBe(12);
});

test("an instrument that fails is reported once, left out afterwards, and stops no other", async () => {
  let attached = 0;
  const broken = stages.map((stage) =>
    failing(stage, () => {
      attached += 1;
    }),
  );
  const { extra } = await explain({ instruments: [...broken, working([])] });
  expect(extra?.failures.toSorted()).toEqual([
    "attach failed",
    "dispose failed",
    "no profile",
    "observe failed",
    "stop failed",
  ]);
  expect(extra?.rounds).toHaveLength(6);
  expect(extra?.instrumented.every(({ records }) => records.length === 1)).toBe(true);
  // Four of them on both arms of the first round only. The last one had worked before its removal failed.
  expect(attached).toBe(2 * 4 + 2 * 6);
});

test("a service that does not start ends the extra rounds, and the instruments are removed", async () => {
  const log: string[] = [];
  const { extra } = await explain({ log, instruments: [working(log)], startFails: true });
  expect(extra).toMatchObject({ rounds: [], instrumented: [], failures: ["extra round 1 failed: no start"] });
  expect(log.slice(-2).toSorted()).toEqual(["base detached", "head detached"]);
});

test("too small a budget is reported, and a service that Loadgate does not start has no extra rounds", async () => {
  const { extra, lines } = await explain({ budgetMs: 1000 });
  const shortage = "explain.budget (1 s) has no time to explain steady: 3 extra rounds take about 9 s";
  expect(extra).toMatchObject({ rounds: [], failures: [shortage] });
  expect(lines).toEqual([shortage]);
  expect((await explain({ directory: "" })).extra).toBeUndefined();
  expect((await explain({ budgetMs: 0 })).extra).toBeUndefined();
});
