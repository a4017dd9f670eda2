import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { weighed } from "../../src/gate/loadCheck.ts";
import { compareRounds } from "../../src/gate/pairedComparison.ts";
import { settled } from "../../src/gate/stoppingRule.ts";
import { arrivalsOf, type Schedule } from "../../src/load/schedule/arrivals.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../../src/model/results.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { arm, latency, measured, scenario, settings } from "../support/make.ts";

/** Due and failed, of one request or by the name of each. */
type Counts = readonly [due: number, failed?: number];

const single = ([due, failed = 0]: Counts): ArmMetrics => arm(latency(10, { due, failed }));

function several(counts: Readonly<Record<string, Counts>>): ArmMetrics {
  const each = Object.entries(counts).map(([name, [due, failed = 0]]) => [name, latency(10, { due, failed })] as const);
  const sum = (key: "due" | "failed") => each.reduce((total, [, metrics]) => total + metrics[key], 0);
  return { requests: { all: latency(10, { due: sum("due"), failed: sum("failed") }), ...Object.fromEntries(each) } };
}

const roundsOf = (pairs: readonly (readonly [base: ArmMetrics, head: ArmMetrics])[]): RoundResult[] =>
  pairs.map(([base, head], index) => ({ index, base, head }));

const repeated = <T>(n: number, one: T): T[] => new Array(n).fill(one);

const reasonsOf = (rounds: readonly RoundResult[], of: Partial<MeasuredScenario> = {}) =>
  weighed(scenario({ rounds: [...rounds], ...of })).rounds.map(({ invalid }) => invalid);

const byRequest = { dealing: { kind: "request", reason: "both fit" } } as const;

function outcomeOf(rounds: RoundResult[], of: Partial<MeasuredScenario> = {}) {
  const subject = { scenario: "shop", request: "all", metric: "p95", gating: true } as const;
  const {
    outcome,
    reason,
    rounds: counted,
  } = compareRounds(subject, weighed(scenario({ rounds, ...of })), { effect: 0.1, floor: 0.2 }, 0.01);
  return { outcome, reason, counted };
}

/** A hundred requests a round without an error do not show that there is none. */
const errorsAside = settings({ min_effect: { p95: 0.1 } });

describe("arms that were due for different counts", () => {
  const odd = [single([100]), single([10])] as const;
  const even = [single([100]), single([100])] as const;
  const why = "base and head did not get the same load (100 × GET / on the base, 10 on the head)";

  test("are no evidence: half of the rounds or more make the comparison invalid", () => {
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

  test("are no verdict, and no reason to stop measuring", () => {
    const rounds = roundsOf(repeated(6, odd));
    expect(judge(measured([scenario({ rounds })])).verdict).toMatchObject({
      kind: "invalid",
      reasons: [`shop: 6 of 6 rounds do not count: ${why}`],
    });
    const planned = { rounds_planned: 20 };
    expect(settled(scenario({ rounds, ...planned }), errorsAside)).toBe(false);
    expect(settled(scenario({ rounds: roundsOf(repeated(6, even)), ...planned }), errorsAside)).toBe(true);
  });

  test("either way round, and by a single request", () => {
    expect(reasonsOf(roundsOf([[odd[1], odd[0]], [single([100]), single([101])], even]))).toEqual([
      "base and head did not get the same load (10 × GET / on the base, 100 on the head)",
      "base and head did not get the same load (100 × GET / on the base, 101 on the head)",
      undefined,
    ]);
  });

  test("have not failed the rest: what failed or was dropped was due all the same", () => {
    expect(reasonsOf(roundsOf([[single([100, 90]), single([10])]]))).toEqual([why]);
    expect(reasonsOf(roundsOf([[single([100]), single([100, 90])]]))).toEqual([undefined]);
  });

  test("are what users in a closed loop and other modes have, and a round that is late keeps its own reason", () => {
    const of = (kind: "alternate" | "recorded" | "off", own: Partial<MeasuredScenario> = {}) =>
      reasonsOf(roundsOf([odd]), { mode: { kind, reason: "" }, ...own });
    expect([of("alternate"), of("alternate", { closed_loop: true }), of("recorded"), of("off")]).toEqual([
      [why],
      [undefined],
      [undefined],
      [undefined],
    ]);
    const late = { ...roundsOf([odd]), invalid: "late" };
    expect(reasonsOf([{ index: 0, base: odd[0], head: odd[1], invalid: late.invalid }])).toEqual(["late"]);
  });
});

describe("flows", () => {
  const flow = (login: Counts, cart: Counts, order: Counts) =>
    several({ "POST /login": login, "POST /cart": cart, "POST /order": order });

  test("that fail go no further: as many later requests may be missing as failed before", () => {
    const whole = flow([100], [100], [100]);
    expect(reasonsOf(roundsOf([[whole, flow([100, 30], [70], [70])]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[flow([100, 30], [70, 30], [40]), whole]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[whole, flow([100, 10], [70], [70])]]))).toEqual([
      "base and head did not get the same load (100 × POST /cart on the base, 70 on the head)",
    ]);
  });

  test("that outlast the wait for the last answers end in a rest: a few of them more on a slower arm", () => {
    expect(reasonsOf(roundsOf([[flow([100], [100], [90]), flow([100], [100], [86])]]))).toEqual([undefined]);
    expect(reasonsOf(roundsOf([[flow([100], [100], [90]), flow([100], [100], [80])]]))).toEqual([
      "base and head did not get the same load (90 × POST /order on the base, 80 on the head)",
    ]);
  });

  test("forall visits that fail, drop or pass at any step, on either arm: the same arrivals are the same load", () => {
    const steps = 4;
    /** How far each visit came, and whether it failed there. */
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
        // A last step of `steps` is beyond the flow: nothing failed.
        const pair = [armOf(all.map(([base]) => base)), armOf(all.map(([, head]) => head))] as const;
        expect(reasonsOf(roundsOf([pair]))).toEqual([undefined]);
      }),
    );
  });
});

describe("a round that holds less than the others", () => {
  const of = (due: number) => [single([due]), single([due])] as const;

  test("was cut short, where every round is to hold the same", () => {
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

  test("may be one, where that is up to chance: in slices, or with flows", () => {
    const slices = { dealing: { kind: "slice", reason: "too busy" } } as const;
    expect(reasonsOf(roundsOf([of(230), of(210)]), slices)).toEqual([undefined, undefined]);
    const mixed = (n: number) => several({ "GET /a": [n], "GET /b": [2 * n] });
    expect(reasonsOf(roundsOf([[mixed(50), mixed(50)] as const, [mixed(40), mixed(40)] as const]), byRequest)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("the load of a real duet", () => {
  /** How many arrivals of the schedule each target gets that count. */
  function dealt(schedule: Schedule): ArmMetrics[] {
    return [0, 1].map((target) => {
      const cursor = arrivalsOf(schedule).cursor(target);
      let due = 0;
      for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) due += cursor.isMeasured ? 1 : 0;
      return single([due]);
    });
  }

  test("forall rates, lengths, arrivals and ways to deal it: every round counts, whatever its seed", () => {
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
