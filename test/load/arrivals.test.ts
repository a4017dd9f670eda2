import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, arrivalsOf, type Schedule } from "../../src/load/arrivals.ts";
import { millis, perSec } from "../../src/model/unit.ts";

function schedule(of: Partial<Omit<Schedule, "pattern">> & { readonly ratePerSec?: number } = {}): Schedule {
  const { ratePerSec = 10, ...rest } = of;
  const pattern = { kind: "constant", ratePerSec: perSec(ratePerSec) } as const;
  return { pattern, durationMs: millis(10_000), seed: 1, weights: [1], targets: 1, ...rest };
}

interface Arrival {
  readonly dueMs: number;
  readonly target: number;
  readonly request: number;
}

function all(arrivals: Arrivals): readonly Arrival[] {
  return Array.from({ length: arrivals.count }, (_, n) => ({
    dueMs: arrivals.dueMs(n),
    target: arrivals.targetOf(n),
    request: arrivals.requestOf(n),
  }));
}

const arrivalsAt = (of: Parameters<typeof schedule>[0]) => all(arrivalsOf(schedule(of)));

const schedules = fc.record({
  // Up to 2,000 arrivals, with rates and durations that do not divide each other.
  ratePerSec: fc.double({ min: 0.1, max: 500, noNaN: true }),
  durationMs: fc.double({ min: 1, max: 4000, noNaN: true }).map(millis),
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  weights: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 5 }),
  targets: fc.constantFrom<1 | 2>(1, 2),
});

/** Above the rounding of a division, below anything that a clock could tell. */
const roundingMs = 1e-6;

describe("laws of the arrivals", () => {
  test("forall schedules: due times ascend and stay inside the phase", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const due = arrivalsAt(of).map(({ dueMs }) => dueMs);
        expect(due.filter((dueMs, n) => dueMs < (due[n - 1] ?? 0))).toEqual([]);
        expect(due.filter((dueMs) => dueMs < 0 || dueMs >= of.durationMs + roundingMs)).toEqual([]);
      }),
    );
  });

  test("forall schedules: each target gets the whole arrivals of its rate, none of them in part", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const counts = Array.from({ length: of.targets }, (_, target) => {
          return arrivalsAt(of).filter((arrival) => arrival.target === target).length;
        });
        const whole = Math.floor((of.ratePerSec * of.durationMs) / 1000 + 1e-9);
        expect(counts).toEqual(new Array(of.targets).fill(whole));
      }),
    );
  });

  test("forall schedules and moments: until then each target got the integral of its rate, to one request", () => {
    fc.assert(
      fc.property(schedules, fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const untilMs = share * of.durationMs;
        const counts = Array.from({ length: of.targets }, (_, target) => {
          return arrivalsAt(of).filter((arrival) => arrival.target === target && arrival.dueMs < untilMs).length;
        });
        const integral = (of.ratePerSec * untilMs) / 1000;
        expect(counts.filter((n) => Math.abs(n - integral) > 1 + 1e-6)).toEqual([]);
      }),
    );
  });

  test("forall schedules: every arrival comes in its own share of the time, one share each target", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const intervalMs = 1000 / of.ratePerSec;
        for (let target = 0; target < of.targets; target++) {
          const shares = arrivalsAt(of)
            .filter((arrival) => arrival.target === target)
            .map(({ dueMs }) => Math.floor((dueMs + roundingMs / 2) / intervalMs));
          expect(shares).toEqual(shares.map((_, n) => n));
        }
      }),
    );
  });

  test("forall duets: both targets get the same requests, half an interval apart, the same way through", () => {
    fc.assert(
      fc.property(schedules, (some) => {
        const of = { ...some, targets: 2 as const };
        const arrivals = arrivalsAt(of);
        const halfMs = 500 / of.ratePerSec;
        const pairs = arrivals
          .filter((_, n) => n % 2 === 0)
          .map((first, k) => ({ first, second: arrivals[2 * k + 1] }));
        const wrong = pairs.filter(
          ({ first, second }) =>
            second === undefined ||
            first.request !== second.request ||
            first.target + second.target !== 1 ||
            Math.abs(second.dueMs - first.dueMs - halfMs) > roundingMs,
        );
        expect(wrong).toEqual([]);
        const sequence = (target: number) =>
          arrivals.filter((one) => one.target === target).map(({ request }) => request);
        expect(sequence(0)).toEqual(sequence(1));
      }),
    );
  });

  test("forall schedules: the same seed gives the same bytes, in whatever order they are asked for", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(schedule(of));
        const backwards = Array.from({ length: arrivals.count }, (_, n) => arrivals.dueMs(arrivals.count - 1 - n));
        expect(backwards.toReversed()).toEqual(arrivalsAt(of).map(({ dueMs }) => dueMs));
        expect(JSON.stringify(arrivalsAt(of))).toBe(JSON.stringify(arrivalsAt(of)));
      }),
    );
  });

  test("forall pairs of seeds: another seed gives other times", () => {
    const seed = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        fc.pre(one !== other);
        expect(arrivalsAt({ seed: one }).map(({ dueMs }) => dueMs)).not.toEqual(
          arrivalsAt({ seed: other }).map(({ dueMs }) => dueMs),
        );
      }),
    );
  });
});

describe("worked arrivals", () => {
  test("10/s for a second are ten, for half an interval less nine, for a hair less still ten", () => {
    expect(
      [1000, 950, 1000 - 1e-9, 99].map((durationMs) => arrivalsAt({ durationMs: millis(durationMs) }).length),
    ).toEqual([10, 9, 10, 0]);
  });

  test("a cut of 300 requests has 300, whatever its rate does to its length", () => {
    const rates = Array.from({ length: 200 }, (_, i) => i + 50);
    const counts = rates.map((ratePerSec) => {
      return arrivalsOf(schedule({ ratePerSec, durationMs: millis((1000 * 300) / ratePerSec) })).count;
    });
    expect(counts).toEqual(rates.map(() => 300));
  });

  test("the second target's arrivals are those of the first half an interval later, where it comes second", () => {
    const [first, second] = arrivalsAt({ targets: 2, durationMs: millis(100) });
    expect((second?.dueMs ?? 0) - (first?.dueMs ?? 0)).toBeCloseTo(50, 9);
  });

  test("a seed's schedule is this one, on every machine and for ever", () => {
    // Computed a second time by a Python program.
    const text = JSON.stringify(arrivalsAt({ seed: 7, targets: 2, weights: [1, 2, 3], ratePerSec: 70 }));
    expect(createHash("sha256").update(text).digest("hex")).toBe(
      "c202bc2e02e9cbdd2b30c8fb886e0dfe9e4ec1276b260466bd0a94ffe3c89b50",
    );
  });

  test("the jitter fills its share of the time evenly, and which target comes first is a fair coin", () => {
    const arrivals = arrivalsAt({ targets: 2, ratePerSec: 1000, durationMs: millis(20_000), seed: 3 });
    const firsts = arrivals.filter((_, n) => n % 2 === 0);
    const cells = new Array<number>(10).fill(0);
    for (const [k, { dueMs }] of firsts.entries()) {
      const cell = Math.min(9, Math.floor(20 * (dueMs - k)));
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    // Nine degrees of freedom: 999 times in 1,000 below 27.88.
    expect(cells.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.88);
    const heads = firsts.filter(({ target }) => target === 0).length;
    // Four standard deviations of 20,000 throws.
    expect(Math.abs(heads - 10_000)).toBeLessThan(283);
  });

  test("weights are shares of the arrivals", () => {
    const weights = [1, 3, 0.5, 0.5];
    const arrivals = arrivalsAt({ weights, ratePerSec: 1000, durationMs: millis(20_000) });
    const counts = weights.map((_, request) => arrivals.filter((arrival) => arrival.request === request).length);
    const expected = weights.map((weight) => (20_000 * weight) / 5);
    // Three degrees of freedom: 999 times in 1,000 below 16.27.
    expect(counts.reduce((sum, n, i) => sum + (n - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 0), 0)).toBeLessThan(
      16.27,
    );
  });

  test("one request gets them all", () => {
    expect(new Set(arrivalsAt({ weights: [0.3] }).map(({ request }) => request))).toEqual(new Set([0]));
  });
});
