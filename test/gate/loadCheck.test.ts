import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/gate/checkedScenario.ts";
import { judge } from "../../src/gate/judge.ts";
import { judgingStrategies } from "../../src/gate/judgingStrategies.ts";
import { checkLoad } from "../../src/gate/loadCheck.ts";
import { comparePaired } from "../../src/gate/pairedComparison.ts";
import { canStopMeasuring } from "../../src/gate/stoppingRule.ts";
import { arrivalsOf, type Schedule } from "../../src/load/schedule/arrivals.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../../src/model/results.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { armMetrics, latency, measuredResults, scenario, settings } from "../support/builders.ts";

/** Counts of one request. */
type Counts = readonly [due: number, failed?: number];

const single = ([due, failed = 0]: Counts): ArmMetrics => armMetrics(latency(10, { due, failed }));

function several(counts: Readonly<Record<string, Counts>>): ArmMetrics {
  const each = Object.entries(counts).map(([name, [due, failed = 0]]) => [name, latency(10, { due, failed })] as const);
  const sum = (key: "due" | "failed") => each.reduce((total, [, metrics]) => total + metrics[key], 0);
  return { requests: { all: latency(10, { due: sum("due"), failed: sum("failed") }), ...Object.fromEntries(each) } };
}

const roundsOf = (pairs: readonly (readonly [base: ArmMetrics, head: ArmMetrics])[]): RoundResult[] =>
  pairs.map(([base, head], index) => ({ index, base, head }));

const repeated = <T>(n: number, one: T): T[] => new Array(n).fill(one);

const reasonsOf = (rounds: readonly RoundResult[], of: Partial<MeasuredScenario> = {}) =>
  checkLoad(scenario({ rounds: [...rounds], ...of })).rounds.map(({ invalid }) => invalid);

const byRequest = { dealing: { kind: "request", reason: "both fit" } } as const;

function outcomeOf(rounds: RoundResult[], of: Partial<MeasuredScenario> = {}) {
  const key = { scenario: "shop", request: "all", metric: "p95", gating: true } as const;
  const options = { minimum: { effect: 0.1, floor: 0.2 }, alpha: 0.01 };
  const { outcome, reason, rounds: counted } = comparePaired(key, checkScenario(scenario({ rounds, ...of })), options);
  return { outcome, reason, counted };
}

/** Without the error rate: a hundred requests per round are too few to show that there are no errors. */
const errorsAside = settings({ min_effect: { p95: 0.1 } });

describe("arms with different request counts", () => {
  const odd = [single([100]), single([10])] as const;
  const even = [single([100]), single([100])] as const;
  const why = "base and head did not get the same load (100 × GET / on the base, 10 on the head)";

  test("are no evidence: half of the rounds make the comparison invalid", () => {
    expect(outcomeOf(roundsOf([...repeated(4, odd), ...repeated(5, even)]))).toEqual({
      outcome: "unchanged",
      counted: 5,
    });
    expect(outcomeOf(roundsOf([...repeated(5, odd), ...repeated(5, even)]))).toEqual({
      outcome: "invalid",
      reason: `5 of 10 rounds do not count: ${why}`,
      counted: 5,
    });
    expect(outcomeOf(roundsOf(repeated(12, odd)))).toMatchObject({
      outcome: "invalid",
      reason: `12 of 12 rounds do not count: ${why}`,
    });
  });

  test("give no verdict, and do not stop the measurement", () => {
    const rounds = roundsOf(repeated(6, odd));
    expect(judge(measuredResults([scenario({ rounds })])).verdict).toMatchObject({
      kind: "invalid",
      reasons: [`shop: 6 of 6 rounds do not count: ${why}`],
    });
    const planned = { rounds_planned: 20 };
    expect(canStopMeasuring(scenario({ rounds, ...planned }), errorsAside)).toBe(false);
    expect(canStopMeasuring(scenario({ rounds: roundsOf(repeated(6, even)), ...planned }), errorsAside)).toBe(true);
  });

  test("are found in either direction, and by a single request", () => {
    expect(reasonsOf(roundsOf([[odd[1], odd[0]], [single([100]), single([101])], even]))).toEqual([
      "base and head did not get the same load (10 × GET / on the base, 100 on the head)",
      "base and head did not get the same load (100 × GET / on the base, 101 on the head)",
      undefined,
    ]);
  });

  test("are not excused by failed or dropped requests, which were due too", () => {
    expect(reasonsOf(roundsOf([[single([100, 90]), single([10])]]))).toEqual([why]);
    expect(reasonsOf(roundsOf([[single([100]), single([100, 90])]]))).toEqual([undefined]);
  });

  test("are normal in a closed loop", () => {
    expect(reasonsOf(roundsOf([odd]), { closed_loop: true })).toEqual([undefined]);
  });

  test.each([
    ["duet", [why]],
    ["alternate", [why]],
    ["recorded", [undefined]],
    ["off", [undefined]],
  ] as const)("are checked only in paired comparisons: %s", (kind, reasons) => {
    const measured = scenario({ mode: { kind, reason: "" }, rounds: roundsOf([odd]) });
    expect(judgingStrategies[kind].checkRounds(measured).rounds.map(({ invalid }) => invalid)).toEqual(reasons);
  });

  test("do not replace the reason of a round that was invalid before", () => {
    expect(reasonsOf([{ index: 0, base: odd[0], head: odd[1], invalid: "late" }])).toEqual(["late"]);
  });
});

describe("flows", () => {
  const flow = (login: Counts, cart: Counts, order: Counts) =>
    several({ "POST /login": login, "POST /cart": cart, "POST /order": order });

  test("end at a failure: as many later requests may be missing as failed before", () => {
    const whole = flow([100], [100], [100]);
    expect(reasonsOf(roundsOf([[whole, flow([100, 30], [70], [70])]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[flow([100, 30], [70, 30], [40]), whole]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[whole, flow([100, 10], [70], [70])]]))).toEqual([
      "base and head did not get the same load (100 × POST /cart on the base, 70 on the head)",
    ]);
  });

  test("may be unfinished at the end: a few more of them on a slower arm", () => {
    expect(reasonsOf(roundsOf([[flow([100], [100], [90]), flow([100], [100], [86])]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[flow([100], [100], [90]), flow([100], [100], [80])]]))).toEqual([
      "base and head did not get the same load (90 × POST /order on the base, 80 on the head)",
    ]);
  });

  test("forall flows that fail, drop or pass at any step, on either arm: equal arrivals are equal load", () => {
    const steps = 4;
    /** The last step of each flow, and whether it failed there. */
    const visits = fc.array(fc.tuple(fc.nat(steps - 1), fc.nat(steps)), { minLength: 1, maxLength: 60 });
    const armOf = (cameTo: readonly number[]) =>
      several(
        Object.fromEntries(
          Array.from({ length: steps }, (_, step) => {
            const due = cameTo.filter((last) => last >= step).length;
            const failed = cameTo.filter((last) => last === step).length;
            return [`step ${step}`, [due, failed]];
          }),
        ),
      );
    fc.assert(
      fc.property(visits, (all) => {
        // A last step of `steps` lies behind the flow: nothing failed.
        const pair = [armOf(all.map(([base]) => base)), armOf(all.map(([, head]) => head))] as const;
        expect(reasonsOf(roundsOf([pair]))).toEqual([undefined]);
      }),
    );
  });
});

describe("a round with fewer requests than the others", () => {
  const of = (due: number) => [single([due]), single([due])] as const;

  test("was cut short if every round should have the same number", () => {
    expect(reasonsOf(roundsOf([of(1000), of(990), of(989)]), byRequest)).toEqual([
      undefined,
      undefined,
      "the load was cut short (989 requests, where another round had 1,000)",
    ]);
    expect(outcomeOf(roundsOf([...repeated(3, of(1000)), ...repeated(3, of(500))]), byRequest)).toEqual({
      outcome: "invalid",
      reason: "3 of 6 rounds do not count: the load was cut short (500 requests, where another round had 1,000)",
      counted: 3,
    });
  });

  test("is normal if chance decides the number: in slices, in spike trains, or with flows", () => {
    const slices = { dealing: { kind: "slice", reason: "too busy" } } as const;
    expect(reasonsOf(roundsOf([of(230), of(210)]), slices)).toEqual([undefined, undefined]);
    const trains = { ...byRequest, random_count: true } as const;
    expect(reasonsOf(roundsOf([of(489), of(458)]), trains)).toEqual([undefined, undefined]);
    const mixed = (n: number) => several({ "GET /a": [n], "GET /b": [2 * n] });
    expect(reasonsOf(roundsOf([[mixed(50), mixed(50)] as const, [mixed(40), mixed(40)] as const]), byRequest)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("the load of a real duet", () => {
  /** The measured arrivals of the schedule on each target. */
  function dealt(schedule: Schedule): ArmMetrics[] {
    return [0, 1].map((target) => {
      const cursor = arrivalsOf(schedule).cursor(target);
      let due = 0;
      for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) due += cursor.isMeasured ? 1 : 0;
      return single([due]);
    });
  }

  test("forall rates, durations, arrivals, interleavings and seeds: every round counts", () => {
    const schedules = fc.record({
      pattern: fc.double({ min: 0.5, max: 200, noNaN: true }).map((rate) => {
        return { kind: "constant" as const, ratePerSec: perSec(rate) };
      }),
      arrival: fc.constantFrom("even", "poisson"),
      durationMs: fc.integer({ min: 500, max: 6000 }).map(millis),
      interleave: fc.constantFrom("request", "slice"),
    });
    const seeds = fc.array(fc.nat(), { minLength: 4, maxLength: 6 });
    fc.assert(
      fc.property(schedules, seeds, (schedule, all) => {
        const rounds = all.flatMap((seed, index) => {
          const [base, head] = dealt({ ...schedule, seed, targets: 2 });
          return base === undefined || head === undefined ? [] : [{ index, base, head }];
        });
        const dealing = { kind: schedule.interleave, reason: "" };
        expect(reasonsOf(rounds, { dealing })).toEqual(all.map(() => undefined));
      }),
    );
  });
});
