import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalsOf, type WorkerShare } from "../../../src/load/schedule/arrivals.ts";
import type { Cursor } from "../../../src/load/schedule/cursor.ts";
import { type Millis, millis } from "../../../src/model/unit.ts";

interface Loop {
  readonly users: number;
  readonly thinkTime: readonly [from: number, to: number];
  readonly durationMs: number;
  readonly seed: number;
}

function loopOf({ users, thinkTime: [from, to], durationMs, seed }: Loop) {
  const thinkTimeMs = { fromMs: millis(from), toMs: millis(to) };
  return arrivalsOf({
    pattern: { kind: "users", users, thinkTimeMs },
    arrival: "even",
    durationMs: millis(durationMs),
    seed,
    targets: 1,
  });
}

type UserArrival = readonly [dueMs: number, user: number, iteration: number];

/** Runs a loop against a service with these response times. */
function runLoop(cursor: Cursor, responseTimeMs: (iteration: number) => number): readonly UserArrival[] {
  const arrivals: UserArrival[] = [];
  const inFlight: { readonly user: number; readonly doneMs: Millis }[] = [];
  for (;;) {
    const [first] = inFlight;
    if (first !== undefined && first.doneMs <= cursor.dueMs) {
      inFlight.shift();
      cursor.onResponse(first.user, first.doneMs);
      continue;
    }
    const { dueMs, user, iteration } = cursor;
    if (dueMs === Number.POSITIVE_INFINITY) return arrivals;
    arrivals.push([dueMs, user, iteration]);
    cursor.next();
    inFlight.push({ user, doneMs: millis(dueMs + responseTimeMs(iteration)) });
    inFlight.sort((a, b) => a.doneMs - b.doneMs || a.user - b.user);
  }
}

const loops = fc.record({
  users: fc.integer({ min: 1, max: 40 }),
  thinkTime: fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    .map(([from, more]) => [from, from + more] as const),
  durationMs: fc.integer({ min: 1, max: 400 }),
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
});
const slowness = fc.integer({ min: 1, max: 60 });
/** A service with a different response time for each iteration. */
const service = (slowest: number) => (iteration: number) => 1 + ((iteration * 7919) % slowest);

describe("laws of users", () => {
  test("forall loops: due times ascend inside the phase, and each user waits for response and think time", () => {
    fc.assert(
      fc.property(loops, slowness, (loop, slowest) => {
        const responseTimeMs = service(slowest);
        const arrivals = runLoop(loopOf(loop).cursor(0), responseTimeMs);
        const due = arrivals.map(([dueMs]) => dueMs);
        expect(due).toEqual(due.toSorted((a, b) => a - b));
        expect(due.filter((ms) => ms < 0 || ms >= loop.durationMs)).toEqual([]);
        const [from, to] = loop.thinkTime;
        for (let user = 0; user < loop.users; user++) {
          const mine = arrivals.filter(([, who]) => who === user);
          expect(mine.map(([, , iteration]) => iteration)).toEqual(mine.map((_, i) => user + i * loop.users));
          const thoughtMs = mine.slice(1).map(([dueMs], i) => {
            const [beforeMs, , iteration] = mine[i] ?? [0, 0, 0];
            return dueMs - beforeMs - responseTimeMs(iteration);
          });
          expect(thoughtMs.filter((ms) => ms < from - 1e-9 || ms > to + 1e-9)).toEqual([]);
          expect(mine[0]?.[0] ?? 0).toBeLessThanOrEqual((from + to) / 2);
        }
      }),
    );
  });

  test("forall loops: no user stops before the phase ends", () => {
    fc.assert(
      fc.property(loops, slowness, (loop, slowest) => {
        const arrivals = runLoop(loopOf(loop).cursor(0), service(slowest));
        const lasts = new Map(arrivals.map(([dueMs, user, iteration]) => [user, dueMs + service(slowest)(iteration)]));
        const idle = [...lasts.values()].filter((doneMs) => doneMs + loop.thinkTime[1] < loop.durationMs - 1e-9);
        expect(idle).toEqual([]);
        if ((loop.thinkTime[0] + loop.thinkTime[1]) / 2 < loop.durationMs) expect(lasts.size).toBe(loop.users);
      }),
    );
  });

  test("forall loops and up to 4 workers: the shares add up to the whole", () => {
    fc.assert(
      fc.property(loops, slowness, fc.integer({ min: 1, max: 4 }), (loop, slowest, workers) => {
        const shares = Array.from({ length: workers }, (_, worker): WorkerShare => ({ worker, workers }));
        const parts = shares.map((share) => runLoop(loopOf(loop).cursor(0, share), service(slowest)));
        expect(parts.map((arrivals, w) => arrivals.every(([, user]) => user % workers === w))).toEqual(
          shares.map(() => true),
        );
        const ordered = (arrivals: readonly UserArrival[]) => arrivals.toSorted((a, b) => a[0] - b[0] || a[2] - b[2]);
        expect(ordered(parts.flat())).toEqual(ordered(runLoop(loopOf(loop).cursor(0), service(slowest))));
      }),
    );
  });

  test("forall loops: both targets get the same iterations, a slower one later", () => {
    fc.assert(
      fc.property(loops, (loop) => {
        const [fast, same, slow] = [5, 5, 20].map((ms, target) => runLoop(loopOf(loop).cursor(target % 2), () => ms));
        expect(fast).toEqual(same);
        const arrivals = new Map((fast ?? []).map(([dueMs, , iteration]) => [iteration, dueMs]));
        expect(
          (slow ?? []).filter(([dueMs, , iteration]) => dueMs < (arrivals.get(iteration) ?? Number.POSITIVE_INFINITY)),
        ).toEqual([]);
      }),
    );
  });
});

describe("worked users", () => {
  test("without think time all users come at once, and again at each response, until the end", () => {
    const loop = { users: 3, thinkTime: [0, 0], durationMs: 20, seed: 1 } as const;
    expect(runLoop(loopOf(loop).cursor(0), () => 10)).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [0, 2, 2],
      [10, 0, 3],
      [10, 1, 4],
      [10, 2, 5],
    ]);
    expect(loopOf(loop).count).toBeUndefined();
  });

  test("with a fixed think time each user comes that long after its response", () => {
    const loop = { users: 2, thinkTime: [100, 100], durationMs: 500, seed: 1 } as const;
    const cursor = loopOf(loop).cursor(0);
    const early = cursor.user;
    const late = 1 - early;
    const entries = [cursor.dueMs];
    cursor.next();
    expect(cursor.user).toBe(late);
    entries.push(cursor.dueMs);
    expect(entries).toEqual(entries.toSorted((a, b) => a - b));
    expect(entries.filter((ms) => ms < 0 || ms >= 100)).toEqual([]);
    cursor.next();
    expect(cursor.dueMs).toBe(Number.POSITIVE_INFINITY);
    cursor.onResponse(late, millis(150));
    expect([cursor.dueMs, cursor.user, cursor.iteration]).toEqual([250, late, late + 2]);
    cursor.onResponse(early, millis(120));
    expect([cursor.dueMs, cursor.user, cursor.iteration]).toEqual([220, early, early + 2]);
    cursor.next();
    cursor.onResponse(early, millis(399));
    cursor.next();
    expect([cursor.dueMs, cursor.user, cursor.iteration]).toEqual([499, early, early + 4]);
    // Responses that are too late for another iteration.
    cursor.onResponse(late, millis(400));
    cursor.next();
    cursor.onResponse(early, millis(1e9));
    cursor.next();
    expect(cursor.dueMs).toBe(Number.POSITIVE_INFINITY);
  });

  test("a seed always gives this loop, against a service that takes 10 ms", () => {
    const arrivals = runLoop(loopOf({ users: 3, thinkTime: [10, 30], durationMs: 100, seed: 7 }).cursor(0), () => 10);
    // Computed a second time by a Python program.
    expect(arrivals.map(([dueMs, user, iteration]) => [Math.round(dueMs * 1e6) / 1e6, user, iteration])).toEqual([
      [7.411131, 1, 1],
      [10.392122, 0, 0],
      [17.834096, 2, 2],
      [37.438343, 0, 3],
      [40.483351, 1, 4],
      [52.893362, 2, 5],
      [68.283234, 0, 6],
      [70.500298, 1, 7],
      [89.716579, 2, 8],
      [91.87785, 0, 9],
    ]);
  });

  test("at equal times the lower number goes first", () => {
    const cursor = loopOf({ users: 3, thinkTime: [0, 0], durationMs: 20, seed: 1 }).cursor(0);
    for (let n = 0; n < 3; n++) cursor.next();
    for (const user of [2, 0, 1]) cursor.onResponse(user, millis(7));
    const order = [0, 1, 2].map(() => {
      const { user } = cursor;
      cursor.next();
      return user;
    });
    expect(order).toEqual([0, 1, 2]);
  });

  test("a user whose first arrival is after the end does not come", () => {
    const arrivals = runLoop(
      loopOf({ users: 1000, thinkTime: [0, 2000], durationMs: 250, seed: 2 }).cursor(0),
      () => 5000,
    );
    // A quarter of the mean think time. The limit is four standard deviations of 1,000 draws.
    expect(Math.abs(arrivals.length - 250)).toBeLessThan(55);
  });

  test("first arrivals and think times fill their ranges evenly", () => {
    const arrivals = runLoop(
      loopOf({ users: 20_000, thinkTime: [100, 300], durationMs: 700, seed: 3 }).cursor(0),
      () => 0,
    );
    const byUser = Map.groupBy(arrivals, ([, user]) => user);
    const chiSquared = (shares: readonly number[]) => {
      const cells = new Array<number>(10).fill(0);
      for (const share of shares) cells[Math.floor(10 * share)] = (cells[Math.floor(10 * share)] ?? 0) + 1;
      return cells.reduce((sum, n) => sum + (n - shares.length / 10) ** 2 / (shares.length / 10), 0);
    };
    const firsts = [...byUser.values()].map(([first]) => (first?.[0] ?? 0) / 200);
    const thoughts = [...byUser.values()].map(
      ([first, second]) => ((second?.[0] ?? 0) - (first?.[0] ?? 0) - 100) / 200,
    );
    expect([firsts.length, thoughts.length]).toEqual([20_000, 20_000]);
    // Nine degrees of freedom: below 27.88 in 999 of 1,000 cases.
    expect(chiSquared(firsts)).toBeLessThan(27.88);
    expect(chiSquared(thoughts)).toBeLessThan(27.88);
  });
});
