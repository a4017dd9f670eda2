import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, arrivalsOf, type Schedule } from "../../../src/load/schedule/arrivals.ts";
import { arrivalKinds } from "../../../src/model/plan.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { allArrivals, dueTimes } from "../../support/arrivalSchedule.ts";
import { timedPatterns } from "../../support/loadPatterns.ts";

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
/** Every open-loop pattern, for up to 9 s per target. */
const schedules = fc
  .record({
    played: fc.oneof(
      { weight: 5, arbitrary: timedPatterns({ maxPerSec: 200, maxMs: 9000 }) },
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

/** All slices of both targets in order. Each lasts one second, except the last one of each target. */
function slicesOf(arrivals: Arrivals, durationMs: number): readonly Slice[] {
  const count = Math.max(1, Math.round(durationMs / 1000));
  const slices = both.flatMap((target) =>
    Array.from({ length: count }, (_, n) => {
      const fromMs = arrivals.timeline(target).wallMs(millis(1000 * n));
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
  test("forall lengths: the slices of both targets fill twice that time and do not overlap", () => {
    fc.assert(
      fc.property(lengths, seed, (durationMs, some) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        const slices = slicesOf(arrivals, durationMs);
        expect(slices.map(({ fromMs }) => fromMs)).toEqual([0, ...slices.slice(0, -1).map(({ toMs }) => toMs)]);
        expect(slices.at(-1)?.toMs).toBe(2 * durationMs);
        for (const target of both) {
          const others = slices.filter((slice) => slice.target !== target);
          expect(arrivals.timeline(target).idle).toEqual(others.map(({ fromMs, toMs }) => [fromMs, toMs]));
        }
        expect(arrivals.wallDurationMs).toBe(2 * durationMs);
      }),
    );
  });

  test("forall seeds: each group is ABBA or BAAB, each two groups are both, and the remainder is AB or BA", () => {
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

  test("forall schedules: both targets get the same requests at the same target times", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(of);
        const slices = slicesOf(arrivals, of.durationMs);
        const perTarget = both.map((target) => {
          const mine = slices.filter((slice) => slice.target === target);
          return allArrivals(arrivals, target).map(([iteration, dueMs, isMeasured]) => {
            const n = mine.findLastIndex(({ fromMs }) => fromMs <= dueMs + 1e-9);
            const intoMs = dueMs - (mine[n]?.fromMs ?? Number.NaN);
            expect(intoMs).toBeLessThan((mine[n]?.toMs ?? 0) - (mine[n]?.fromMs ?? 0) + 1e-9);
            return [iteration, Math.round((1000 * n + intoMs) * 1e6), isMeasured];
          });
        });
        expect(perTarget[0]).toEqual(perTarget[1]);
        const alone = allArrivals(arrivalsOf({ ...of, targets: 1 }));
        expect(perTarget[0]?.map(([iteration, ns]) => [iteration, ns])).toEqual(
          alone.map(([iteration, ms]) => [iteration, Math.round(ms * 1e6)]),
        );
      }),
    );
  });

  test("forall schedules: arrivals in the first 250 ms of a slice are not measured, all others are", () => {
    fc.assert(
      fc.property(schedules, (of) => {
        const arrivals = arrivalsOf(of);
        const slices = slicesOf(arrivals, of.durationMs);
        for (const target of both) {
          for (const [, dueMs, isMeasured] of allArrivals(arrivals, target)) {
            const slice = slices.find(({ toMs, ...one }) => one.target === target && dueMs < toMs);
            const intoMs = dueMs - (slice?.fromMs ?? 0);
            if (Math.abs(intoMs - 250) > 1e-6) expect(isMeasured).toBe(intoMs > 250);
          }
        }
      }),
    );
  });

  test("forall schedules and up to 4 workers: the shares add up to the whole", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 4 }), (of, workers) => {
        const arrivals = arrivalsOf(of);
        for (const target of both) {
          const whole = allArrivals(arrivals, target);
          expect(whole.map(([iteration]) => iteration)).toEqual(
            Array.from({ length: arrivals.count ?? 0 }, (_, n) => n),
          );
          for (let worker = 0; worker < workers; worker++) {
            const mine = whole.filter(([iteration]) => iteration % workers === worker);
            expect(allArrivals(arrivals, target, { worker, workers })).toEqual(mine);
          }
        }
      }),
    );
  });

  test("forall think times: they pass in target time, and an earlier start never ends later", () => {
    const moment = fc.double({ min: 0, max: 1, noNaN: true });
    const thinkTime = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(lengths, seed, moment, moment, thinkTime, (durationMs, some, one, other, thinkTimeMs) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        for (const target of both) {
          const timeline = arrivals.timeline(target);
          // Sums of whole milliseconds are exact, also at the border of a slice, where wall time jumps.
          const targetMs = Math.floor(one * 0.999 * durationMs);
          const resumeMs = timeline.afterThinkTime(timeline.wallMs(millis(targetMs)), millis(thinkTimeMs));
          expect(Math.abs(resumeMs - timeline.wallMs(millis(targetMs + thinkTimeMs)))).toBeLessThan(1e-6);
          const [early, late] = [one, other].toSorted((a, b) => a - b).map((share) => millis(3 * share * durationMs));
          const ends = [early, late].map((fromMs) => timeline.afterThinkTime(fromMs ?? millis(0), millis(thinkTimeMs)));
          expect(ends[1]).toBeGreaterThanOrEqual((ends[0] ?? 0) - 1e-6);
          expect(ends[0]).toBeGreaterThanOrEqual((early ?? 0) + thinkTimeMs - 1e-6);
        }
      }),
    );
  });

  test("forall moments: measured time never runs backwards or faster than wall time, and ends at offeredMs", () => {
    fc.assert(
      fc.property(lengths, seed, fc.array(fc.integer({ min: 0, max: 45_000 })), (durationMs, some, moments) => {
        const arrivals = arrivalsOf(constant(durationMs, { seed: some }));
        for (const target of both) {
          const timeline = arrivals.timeline(target);
          const elapsed = moments.toSorted((a, b) => a - b).map((ms) => [ms, timeline.measuredMs(millis(ms))] as const);
          for (const [i, [ms, measured]] of elapsed.entries()) {
            const [beforeMs, before] = elapsed[i - 1] ?? [0, 0];
            expect(measured).toBeGreaterThanOrEqual(before);
            expect(measured - before).toBeLessThanOrEqual(ms - beforeMs + 1e-6);
          }
          const last = slicesOf(arrivals, durationMs).findLast((slice) => slice.target === target);
          expect(timeline.measuredMs(millis((last?.toMs ?? 0) + 7))).toBeCloseTo(timeline.offeredMs + 7, 6);
        }
      }),
    );
  });
});

describe("worked slices", () => {
  test("always have these orders for these seeds, on every machine", () => {
    expect([1, 2, 3, 4].map((some) => orderOf(8000, { seed: some }))).toEqual([
      "ABBABAABABBABAAB",
      "ABBABAABABBABAAB",
      "ABBABAABBAABABBA",
      "ABBABAABABBABAAB",
    ]);
  });

  test("start with each target equally often, and so does the remainder", () => {
    const seeds = Array.from({ length: 2000 }, (_, n) => n);
    const startsWithA = (durationMs: number, at: number) =>
      seeds.filter((some) => orderOf(durationMs, { seed: some })[at] === "A").length;
    // Four standard deviations of 2,000 draws.
    for (const [durationMs, at] of [
      [1000, 0],
      [3000, 4],
      [5000, 8],
    ] as const) {
      expect(Math.abs(startsWithA(durationMs, at) - 1000)).toBeLessThan(90);
    }
  });

  test("with a fraction of a second: from half a second on it is a slice, else part of the last one", () => {
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
      const all = allArrivals(arrivals, target);
      expect([all.length, all.filter(([, , isMeasured]) => isMeasured).length]).toEqual([60, 45]);
      const timeline = arrivals.timeline(target);
      expect(timeline.offeredMs).toBe(2250);
      const edges = [0, 249.9, 250, 999.9, 1000, 1249.9, 1250, 2999];
      const counts = [false, false, true, true, false, false, true, true];
      expect(edges.map((ms) => timeline.isMeasured(millis(ms)))).toEqual(counts);
    }
  });

  test("apply only to two targets in an open loop", () => {
    const alone = { durationMs: millis(3000), seed: 5 };
    expect(dueTimes({ ...alone, interleave: "slice" })).toEqual(dueTimes(alone));
    const users = { kind: "users", users: 3, thinkTimeMs: { fromMs: millis(0), toMs: millis(10) } } as const;
    const closed = arrivalsOf(constant(3000, { pattern: users }));
    expect([closed.wallDurationMs, closed.timeline(1).offeredMs, closed.timeline(1).idle]).toEqual([3000, 3000, []]);
  });
});
