import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, arrivalsOf, type Schedule } from "../../../src/load/schedule/arrivals.ts";
import { arrivalKinds } from "../../../src/model/plan.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { playedPatterns } from "../../support/loadPatterns.ts";
import { dueOf, walked } from "../../support/turns.ts";

const both = [0, 1] as const;
const seed = fc.integer({ min: 0, max: 0xffff_ffff });

const bursts = fc.record({
  pattern: fc.record({
    kind: fc.constant("burst" as const),
    size: fc.integer({ min: 1, max: 50 }),
    intervalMs: fc.integer({ min: 10, max: 2000 }).map(millis),
  }),
  durationMs: fc.integer({ min: 1, max: 9000 }).map(millis),
});
/** Every open pattern, for up to 9 s of each target. */
const schedules = fc
  .record({
    played: fc.oneof(
      { weight: 5, arbitrary: playedPatterns({ maxPerSec: 200, maxMs: 9000 }) },
      { weight: 1, arbitrary: bursts },
    ),
    arrival: fc.constantFrom(...arrivalKinds),
    seed,
  })
  .map(({ played, ...rest }): Schedule => ({ ...played, ...rest, targets: 2, interleave: "slice" }));

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: 20 }).map((n) => 1000 * n),
);

const constant = (durationMs: number, of: Partial<Schedule> = {}): Schedule => ({
  pattern: { kind: "constant", ratePerSec: perSec(20) },
  arrival: "even",
  durationMs: millis(durationMs),
  seed: 1,
  targets: 2,
  interleave: "slice",
  ...of,
});

interface Slice {
  readonly target: 0 | 1;
  readonly fromMs: number;
  readonly toMs: number;
}

/** All slices of both targets, as they come: of one second, but that the last one of each takes what is left. */
function slicesOf(arrivals: Arrivals, durationMs: number): readonly Slice[] {
  const count = Math.max(1, Math.round(durationMs / 1000));
  const slices = both.flatMap((target) =>
    Array.from({ length: count }, (_, n) => {
      const fromMs = arrivals.timeOf(target).wallMs(millis(1000 * n));
      return { target, fromMs, toMs: fromMs + (n < count - 1 ? 1000 : durationMs - 1000 * (count - 1)) };
    }),
  );
  return slices.toSorted((a, b) => a.fromMs - b.fromMs);
}

const orderOf = (durationMs: number, of: Partial<Schedule> = {}) =>
  slicesOf(arrivalsOf(constant(durationMs, of)), durationMs)
    .map(({ target }) => "AB"[target])
    .join("");

const groupsOf = (order: string) => order.match(/.{4}/g) ?? [];

describe("laws of the slices", () => {
  test("forall lengths: the slices of both targets fill twice that time, and no two of them overlap", () => {
    fc.assert(
      fc.property(lengths, seed, (durationMs, some) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        const slices = slicesOf(arrivals, durationMs);
        expect(slices.map(({ fromMs }) => fromMs)).toEqual([0, ...slices.slice(0, -1).map(({ toMs }) => toMs)]);
        expect(slices.at(-1)?.toMs).toBe(2 * durationMs);
        for (const target of both) {
          const others = slices.filter((slice) => slice.target !== target);
          expect(arrivals.timeOf(target).idle).toEqual(others.map(({ fromMs, toMs }) => [fromMs, toMs]));
        }
        expect(arrivals.lengthMs).toBe(2 * durationMs);
      }),
    );
  });

  test("forall seeds: each group of four is ABBA or BAAB, each two groups are both, and what is left is AB or BA", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), seed, (seconds, some) => {
        const order = orderOf(1000 * seconds, { seed: some });
        const groups = groupsOf(order);
        expect(groups.filter((group) => group !== "ABBA" && group !== "BAAB")).toEqual([]);
        for (let i = 0; i + 1 < groups.length; i += 2) expect(groups[i]).not.toBe(groups[i + 1]);
        expect(["", "AB", "BA"]).toContain(order.slice(4 * groups.length));
      }),
    );
  });

  test("forall schedules: both targets get the same requests, at the same moments of their own time", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(of);
        const slices = slicesOf(arrivals, of.durationMs);
        const own = both.map((target) => {
          const mine = slices.filter((slice) => slice.target === target);
          return walked(arrivals, target).map(([turn, dueMs, isMeasured]) => {
            const n = mine.findLastIndex(({ fromMs }) => fromMs <= dueMs + 1e-9);
            const intoMs = dueMs - (mine[n]?.fromMs ?? Number.NaN);
            expect(intoMs).toBeLessThan((mine[n]?.toMs ?? 0) - (mine[n]?.fromMs ?? 0) + 1e-9);
            return [turn, Math.round((1000 * n + intoMs) * 1e6), isMeasured];
          });
        });
        expect(own[0]).toEqual(own[1]);
        const alone = walked(arrivalsOf({ ...of, targets: 1 }));
        expect(own[0]?.map(([turn, ns]) => [turn, ns])).toEqual(
          alone.map(([turn, ms]) => [turn, Math.round(ms * 1e6)]),
        );
      }),
    );
  });

  test("forall schedules: what is due in the first 250 ms of a slice is not measured, and all else is", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(of);
        const slices = slicesOf(arrivals, of.durationMs);
        for (const target of both) {
          for (const [, dueMs, isMeasured] of walked(arrivals, target)) {
            const slice = slices.find(({ toMs, ...one }) => one.target === target && dueMs < toMs);
            const intoMs = dueMs - (slice?.fromMs ?? 0);
            if (Math.abs(intoMs - 250) > 1e-6) expect(isMeasured).toBe(intoMs > 250);
          }
        }
      }),
    );
  });

  test("forall schedules and up to 4 workers: the shares are the whole, turn by turn", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 4 }), (of, workers) => {
        const arrivals = arrivalsOf(of);
        for (const target of both) {
          const whole = walked(arrivals, target);
          expect(whole.map(([turn]) => turn)).toEqual(Array.from({ length: arrivals.count ?? 0 }, (_, n) => n));
          for (let worker = 0; worker < workers; worker++) {
            const mine = whole.filter(([turn]) => turn % workers === worker);
            expect(walked(arrivals, target, { worker, workers })).toEqual(mine);
          }
        }
      }),
    );
  });

  test("forall rests: who rests does so in the time of its target, and is back no later for having begun earlier", () => {
    const moment = fc.double({ min: 0, max: 1, noNaN: true });
    const rest = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(lengths, seed, moment, moment, rest, (durationMs, some, one, other, restMs) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        for (const target of both) {
          const time = arrivals.timeOf(target);
          const ownMs = one * 0.999 * durationMs;
          const back = time.afterRest(time.wallMs(millis(ownMs)), millis(restMs));
          expect(Math.abs(back - time.wallMs(millis(ownMs + restMs)))).toBeLessThan(1e-6);
          const [early, late] = [one, other].toSorted((a, b) => a - b).map((share) => millis(3 * share * durationMs));
          const ends = [early, late].map((fromMs) => time.afterRest(fromMs ?? millis(0), millis(restMs)));
          expect(ends[1]).toBeGreaterThanOrEqual((ends[0] ?? 0) - 1e-6);
          expect(ends[0]).toBeGreaterThanOrEqual((early ?? 0) + restMs - 1e-6);
        }
      }),
    );
  });

  test("forall moments: measured time never runs back, nor faster than the wall, and ends at what is offered", () => {
    fc.assert(
      fc.property(lengths, seed, fc.array(fc.integer({ min: 0, max: 45_000 })), (durationMs, some, moments) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        for (const target of both) {
          const time = arrivals.timeOf(target);
          const gone = moments.toSorted((a, b) => a - b).map((ms) => [ms, time.measuredMs(millis(ms))] as const);
          for (const [i, [ms, measured]] of gone.entries()) {
            const [beforeMs, before] = gone[i - 1] ?? [0, 0];
            expect(measured).toBeGreaterThanOrEqual(before);
            expect(measured - before).toBeLessThanOrEqual(ms - beforeMs + 1e-6);
          }
          const last = slicesOf(arrivals, durationMs).findLast((slice) => slice.target === target);
          expect(time.measuredMs(millis((last?.toMs ?? 0) + 7))).toBeCloseTo(time.offeredMs + 7, 6);
        }
      }),
    );
  });
});

describe("worked slices", () => {
  test("come in these orders for these seeds, on every machine and for ever", () => {
    expect([1, 2, 3, 4].map((some) => orderOf(8000, { seed: some }))).toEqual([
      "ABBABAABABBABAAB",
      "ABBABAABABBABAAB",
      "ABBABAABBAABABBA",
      "ABBABAABABBABAAB",
    ]);
  });

  test("begin with either target as often, and so do those that are left over", () => {
    const seeds = Array.from({ length: 2000 }, (_, n) => n);
    const begins = (durationMs: number, at: number) =>
      seeds.filter((some) => orderOf(durationMs, { seed: some })[at] === "A").length;
    // Four standard deviations of 2,000 throws.
    for (const [durationMs, at] of [
      [1000, 0],
      [3000, 4],
      [5000, 8],
    ] as const) {
      expect(Math.abs(begins(durationMs, at) - 1000)).toBeLessThan(90);
    }
  });

  test("of a length that is no whole number of seconds: the rest is a slice from half a second on, else part of the last", () => {
    const ends = (durationMs: number) =>
      slicesOf(arrivalsOf(constant(durationMs)), durationMs).map(({ fromMs, toMs }) => toMs - fromMs);
    expect([3499, 3500, 400].map(ends)).toEqual([
      [1000, 1000, 1000, 1000, 1499, 1499],
      [1000, 1000, 1000, 1000, 1000, 1000, 500, 500],
      [400, 400],
    ]);
  });

  test("three seconds of 20/s are 60 requests, of which 45 are measured, in 2.25 s", () => {
    const arrivals = arrivalsOf(constant(3000));
    for (const target of both) {
      const turns = walked(arrivals, target);
      expect([turns.length, turns.filter(([, , isMeasured]) => isMeasured).length]).toEqual([60, 45]);
      const time = arrivals.timeOf(target);
      expect(time.offeredMs).toBe(2250);
      const edges = [0, 249.9, 250, 999.9, 1000, 1249.9, 1250, 2999];
      const counts = [false, false, true, true, false, false, true, true];
      expect(edges.map((ms) => time.isMeasured(millis(ms)))).toEqual(counts);
    }
  });

  test("are for two targets and for open loops: one target gets its load as ever, and users come when they come", () => {
    const alone = { durationMs: millis(3000), seed: 5 };
    expect(dueOf({ ...alone, interleave: "slice" })).toEqual(dueOf(alone));
    const users = { kind: "users", users: 3, thinkTimeMs: { fromMs: millis(0), toMs: millis(10) } } as const;
    const closed = arrivalsOf(constant(3000, { pattern: users }));
    expect([closed.lengthMs, closed.timeOf(1).offeredMs, closed.timeOf(1).idle]).toEqual([3000, 3000, []]);
  });
});
