import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, arrivalsOf, type Schedule } from "../../../src/load/schedule/arrivals.ts";
import { arrivalKinds } from "../../../src/model/plan.ts";
import { millis } from "../../../src/model/unit.ts";
import { allArrivals, dueTimes, schedule } from "../../support/arrivalSchedule.ts";
import { requestsBetween, timedPatterns } from "../../support/loadPatterns.ts";

/** Due time of iteration n alone: it is the first one of a worker among many. */
const dueAt = (arrivals: Arrivals, target: number, n: number) =>
  arrivals.cursor(target, { worker: n, workers: n + 1 }).dueMs;

/** Number of iterations due before that moment, by bisection. */
function countBefore(arrivals: Arrivals, target: number, atMs: number): number {
  let low = 0;
  let high = arrivals.count ?? 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dueAt(arrivals, target, middle) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

const part = fc.double({ min: 0, max: 1, noNaN: true });
const how = {
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  targets: fc.constantFrom<1 | 2>(1, 2),
};
const bursts = fc.record({
  pattern: fc.record({
    kind: fc.constant("burst" as const),
    size: fc.integer({ min: 1, max: 50 }),
    intervalMs: fc.integer({ min: 10, max: 2000 }).map(millis),
  }),
  durationMs: fc.integer({ min: 1, max: 4000 }).map(millis),
});
/** All open-loop patterns, with at most about 2,000 arrivals. */
const schedules = fc
  .record({
    played: fc.oneof(
      { weight: 5, arbitrary: timedPatterns({ maxPerSec: 300, maxMs: 4000 }) },
      { weight: 1, arbitrary: bursts },
    ),
    arrival: fc.constantFrom(...arrivalKinds),
    ...how,
  })
  .map(({ played, ...rest }): Schedule => ({ ...played, ...rest }));
/** Even arrivals for up to 4 hours and 100,000/s. */
const longSchedules = fc.record({ played: timedPatterns({ maxPerSec: 100_000, maxMs: 4 * 3_600_000 }), ...how });

/** Far below one request, above the rounding of 1e9 of them. */
const rounding = 1e-3;

describe("laws of the arrivals", () => {
  test("forall even schedules of up to hours: until any moment each target got the integral, within one request", () => {
    fc.assert(
      fc.property(longSchedules, part, ({ played, ...rest }, share) => {
        const arrivals = arrivalsOf({ ...played, arrival: "even", ...rest });
        const atMs = share * played.durationMs;
        for (let target = 0; target < rest.targets; target++) {
          const error = countBefore(arrivals, target, atMs) - requestsBetween(played, 0, atMs);
          expect(Math.abs(error)).toBeLessThan(1 + rounding);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("forall even schedules of up to hours: any window holds the integral, within one request at each end", () => {
    fc.assert(
      fc.property(longSchedules, part, part, ({ played, ...rest }, one, other) => {
        const arrivals = arrivalsOf({ ...played, arrival: "even", ...rest });
        const fromMs = Math.min(one, other) * played.durationMs;
        const toMs = Math.max(one, other) * played.durationMs;
        for (let target = 0; target < rest.targets; target++) {
          const count = countBefore(arrivals, target, toMs) - countBefore(arrivals, target, fromMs);
          expect(Math.abs(count - requestsBetween(played, fromMs, toMs))).toBeLessThan(2 + rounding);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("forall even schedules of up to hours: iteration n comes between n and n + 1 requests", () => {
    fc.assert(
      fc.property(longSchedules, part, ({ played, ...rest }, share) => {
        const arrivals = arrivalsOf({ ...played, arrival: "even", ...rest });
        fc.pre((arrivals.count ?? 0) > 0);
        const n = Math.floor(share * ((arrivals.count ?? 0) - 1));
        for (let target = 0; target < rest.targets; target++) {
          const position = requestsBetween(played, 0, dueAt(arrivals, target, n)) - n;
          expect(position).toBeGreaterThan(-rounding);
          expect(position).toBeLessThan(1 + rounding);
          // Due times ascend there.
          expect(dueAt(arrivals, target, n + 1)).toBeGreaterThanOrEqual(dueAt(arrivals, target, n));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("forall schedules: due times ascend and stay inside the phase", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        for (let target = 0; target < of.targets; target++) {
          const due = dueTimes(of, target);
          expect(due).toEqual(due.toSorted((a, b) => a - b));
          expect(due.filter((dueMs) => !(dueMs >= 0 && dueMs < of.durationMs))).toEqual([]);
        }
      }),
    );
  });

  test("forall schedules: each target has all iterations", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(of);
        const iterations = Array.from({ length: arrivals.count ?? 0 }, (_, n) => n);
        for (let target = 0; target < of.targets; target++) {
          expect(allArrivals(arrivals, target).map(([iteration]) => iteration)).toEqual(iterations);
        }
      }),
    );
  });

  test("forall patterns of up to hours: the count is the integral of the rate, rounded down", () => {
    fc.assert(
      fc.property(longSchedules, fc.constantFrom(...arrivalKinds), ({ played, ...rest }, arrival) => {
        const { count = -1 } = arrivalsOf({ ...played, arrival, ...rest });
        const total = requestsBetween(played, 0, played.durationMs);
        expect(count).toBeGreaterThan(total - 1 - rounding);
        expect(count).toBeLessThan(total + rounding);
      }),
    );
  });

  test("forall schedules and up to 4 workers: the shares add up to the whole, at the same moments", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 4 }), (of, workers) => {
        const arrivals = arrivalsOf(of);
        for (let target = 0; target < of.targets; target++) {
          const whole = allArrivals(arrivals, target);
          for (let worker = 0; worker < workers; worker++) {
            const mine = whole.filter(([iteration]) => iteration % workers === worker);
            expect(allArrivals(arrivals, target, { worker, workers })).toEqual(mine);
          }
        }
      }),
    );
  });

  test("forall bursts: any window holds exactly the bursts that start in it, for both targets", () => {
    fc.assert(
      fc.property(bursts, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }), (of, one, other) => {
        const { size, intervalMs } = of.pattern;
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const starts = Array.from({ length: 401 }, (_, k) => k * intervalMs).filter((ms) => ms < of.durationMs);
        const expected = starts.flatMap((ms) => new Array<number>(size).fill(ms));
        for (const target of [0, 1]) {
          const due = dueTimes({ ...of, targets: 2 }, target);
          expect(due).toEqual(expected);
          const inside = due.filter((ms) => ms >= fromMs && ms < toMs);
          expect(inside.length).toBe(size * starts.filter((ms) => ms >= fromMs && ms < toMs).length);
        }
      }),
    );
  });

  test("forall duets at a constant rate: even pairs are half an interval apart, Poisson pairs half a gap", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 300, noNaN: true }), how.seed, (ratePerSec, seed) => {
        const pairs = (of: Partial<Schedule>) => {
          const both = [0, 1].map((target) => dueTimes({ ratePerSec, seed, targets: 2, ...of }, target));
          const [base = [], head = []] = both;
          return base.map((ms, n) => [ms, head[n] ?? 0].toSorted((a, b) => a - b));
        };
        const late = pairs({}).filter(([a = 0, b = 0]) => Math.abs(b - a - 500 / ratePerSec) > 1e-6);
        expect(late).toEqual([]);
        const random = pairs({ arrival: "poisson" });
        const off = random.filter(([a = 0, b = 0], n) => Math.abs(b - (a + (random[n + 1]?.[0] ?? 10_000)) / 2) > 1e-6);
        expect(off).toEqual([]);
      }),
    );
  });

  test("forall schedules: the same seed gives the same bytes", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        expect(JSON.stringify(allArrivals(arrivalsOf(of)))).toBe(JSON.stringify(allArrivals(arrivalsOf(of))));
      }),
    );
  });

  test("forall pairs of seeds: another seed gives other times", () => {
    fc.assert(
      fc.property(how.seed, how.seed, fc.constantFrom(...arrivalKinds), (one, other, arrival) => {
        fc.pre(one !== other);
        expect(dueTimes({ seed: one, arrival })).not.toEqual(dueTimes({ seed: other, arrival }));
      }),
    );
  });
});

describe("worked arrivals", () => {
  test("10/s for a second are ten, for half an interval less nine, for a hair less still ten", () => {
    for (const arrival of arrivalKinds) {
      const lengths = [1000, 950, 1000 - 1e-9, 99].map((ms) => dueTimes({ arrival, durationMs: millis(ms) }).length);
      expect(lengths).toEqual([10, 9, 10, 0]);
    }
  });

  test("a cut of 300 requests has 300, whatever its rate does to its length", () => {
    const rates = Array.from({ length: 200 }, (_, i) => i + 50);
    const counts = rates.map((ratePerSec) => {
      return arrivalsOf(schedule({ ratePerSec, durationMs: millis((1000 * 300) / ratePerSec) })).count;
    });
    expect(counts).toEqual(rates.map(() => 300));
  });

  test("an hour at 100,000/s has 3.6e8, the last one a hundredth of a millisecond before its end", () => {
    const arrivals = arrivalsOf(schedule({ ratePerSec: 100_000, durationMs: millis(3_600_000) }));
    expect(arrivals.count).toBe(3.6e8);
    const lastMs = dueAt(arrivals, 0, 3.6e8 - 1);
    expect(lastMs).toBeGreaterThanOrEqual(3_599_999.99);
    expect(lastMs).toBeLessThan(3_600_000);
    expect(dueAt(arrivals, 0, 3.6e8)).toBe(Number.POSITIVE_INFINITY);
  });
});
