import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalsOf, type Share } from "../../../src/load/schedule/arrivals.ts";
import type { Cursor } from "../../../src/load/schedule/cursor.ts";
import { type Millis, millis } from "../../../src/model/unit.ts";

interface Loop {
  readonly users: number;
  readonly thinkMs: readonly [from: number, to: number];
  readonly durationMs: number;
  readonly seed: number;
}

function loopOf({ users, thinkMs: [from, to], durationMs, seed }: Loop) {
  const thinkTimeMs = { fromMs: millis(from), toMs: millis(to) };
  return arrivalsOf({
    pattern: { kind: "users", users, thinkTimeMs },
    arrival: "even",
    durationMs: millis(durationMs),
    seed,
    targets: 1,
  });
}

type Turn = readonly [dueMs: number, user: number, turn: number];

/** Plays a loop against a service that takes that long for a turn. */
function played(cursor: Cursor, tookMs: (turn: number) => number): readonly Turn[] {
  const turns: Turn[] = [];
  const underWay: { readonly user: number; readonly doneMs: Millis }[] = [];
  for (;;) {
    const [first] = underWay;
    if (first !== undefined && first.doneMs <= cursor.dueMs) {
      underWay.shift();
      cursor.answered(first.user, first.doneMs);
      continue;
    }
    const { dueMs, user, turn } = cursor;
    if (dueMs === Number.POSITIVE_INFINITY) return turns;
    turns.push([dueMs, user, turn]);
    cursor.next();
    underWay.push({ user, doneMs: millis(dueMs + tookMs(turn)) });
    underWay.sort((a, b) => a.doneMs - b.doneMs || a.user - b.user);
  }
}

const loops = fc.record({
  users: fc.integer({ min: 1, max: 40 }),
  thinkMs: fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    .map(([from, more]) => [from, from + more] as const),
  durationMs: fc.integer({ min: 1, max: 400 }),
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
});
const slowness = fc.integer({ min: 1, max: 60 });
/** A service of which every turn takes its own time. */
const service = (slowest: number) => (turn: number) => 1 + ((turn * 7919) % slowest);

describe("laws of users", () => {
  test("forall loops: due times ascend inside the phase, and each user waits for its answer and thinks", () => {
    fc.assert(
      fc.property(loops, slowness, (loop, slowest) => {
        const tookMs = service(slowest);
        const turns = played(loopOf(loop).cursor(0), tookMs);
        const due = turns.map(([dueMs]) => dueMs);
        expect(due).toEqual(due.toSorted((a, b) => a - b));
        expect(due.filter((ms) => ms < 0 || ms >= loop.durationMs)).toEqual([]);
        const [from, to] = loop.thinkMs;
        for (let user = 0; user < loop.users; user++) {
          const mine = turns.filter(([, who]) => who === user);
          expect(mine.map(([, , turn]) => turn)).toEqual(mine.map((_, i) => user + i * loop.users));
          const thoughtMs = mine.slice(1).map(([dueMs], i) => {
            const [beforeMs, , turn] = mine[i] ?? [0, 0, 0];
            return dueMs - beforeMs - tookMs(turn);
          });
          expect(thoughtMs.filter((ms) => ms < from - 1e-9 || ms > to + 1e-9)).toEqual([]);
          expect(mine[0]?.[0] ?? 0).toBeLessThanOrEqual((from + to) / 2);
        }
      }),
    );
  });

  test("forall loops: nobody stops before the phase ends", () => {
    fc.assert(
      fc.property(loops, slowness, (loop, slowest) => {
        const turns = played(loopOf(loop).cursor(0), service(slowest));
        const lasts = new Map(turns.map(([dueMs, user, turn]) => [user, dueMs + service(slowest)(turn)]));
        const idle = [...lasts.values()].filter((doneMs) => doneMs + loop.thinkMs[1] < loop.durationMs - 1e-9);
        expect(idle).toEqual([]);
        if ((loop.thinkMs[0] + loop.thinkMs[1]) / 2 < loop.durationMs) expect(lasts.size).toBe(loop.users);
      }),
    );
  });

  test("forall loops and up to 4 workers: the shares together are the whole", () => {
    fc.assert(
      fc.property(loops, slowness, fc.integer({ min: 1, max: 4 }), (loop, slowest, workers) => {
        const shares = Array.from({ length: workers }, (_, worker): Share => ({ worker, workers }));
        const parts = shares.map((share) => played(loopOf(loop).cursor(0, share), service(slowest)));
        expect(parts.map((turns, w) => turns.every(([, user]) => user % workers === w))).toEqual(
          shares.map(() => true),
        );
        const ordered = (turns: readonly Turn[]) => turns.toSorted((a, b) => a[0] - b[0] || a[2] - b[2]);
        expect(ordered(parts.flat())).toEqual(ordered(played(loopOf(loop).cursor(0), service(slowest))));
      }),
    );
  });

  test("forall loops: both targets have the same plan, and a slower one is asked the same, later", () => {
    fc.assert(
      fc.property(loops, (loop) => {
        const [fast, same, slow] = [5, 5, 20].map((ms, target) => played(loopOf(loop).cursor(target % 2), () => ms));
        expect(fast).toEqual(same);
        const turns = new Map((fast ?? []).map(([dueMs, , turn]) => [turn, dueMs]));
        expect((slow ?? []).filter(([dueMs, , turn]) => dueMs < (turns.get(turn) ?? Number.POSITIVE_INFINITY))).toEqual(
          [],
        );
      }),
    );
  });
});

describe("worked users", () => {
  test("without think time everybody comes at once and again with each answer, until the end", () => {
    const loop = { users: 3, thinkMs: [0, 0], durationMs: 20, seed: 1 } as const;
    expect(played(loopOf(loop).cursor(0), () => 10)).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [0, 2, 2],
      [10, 0, 3],
      [10, 1, 4],
      [10, 2, 5],
    ]);
    expect(loopOf(loop).count).toBeUndefined();
  });

  test("with a fixed think time each comes that long after its answer, however slow it was", () => {
    const loop = { users: 2, thinkMs: [100, 100], durationMs: 500, seed: 1 } as const;
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
    cursor.answered(late, millis(150));
    expect([cursor.dueMs, cursor.user, cursor.turn]).toEqual([250, late, late + 2]);
    cursor.answered(early, millis(120));
    expect([cursor.dueMs, cursor.user, cursor.turn]).toEqual([220, early, early + 2]);
    cursor.next();
    cursor.answered(early, millis(399));
    cursor.next();
    expect([cursor.dueMs, cursor.user, cursor.turn]).toEqual([499, early, early + 4]);
    // Answers that are too late for another turn.
    cursor.answered(late, millis(400));
    cursor.next();
    cursor.answered(early, millis(1e9));
    cursor.next();
    expect(cursor.dueMs).toBe(Number.POSITIVE_INFINITY);
  });

  test("a seed's loop is this one, against a service that takes 10 ms", () => {
    const turns = played(loopOf({ users: 3, thinkMs: [10, 30], durationMs: 100, seed: 7 }).cursor(0), () => 10);
    // Computed a second time by a Python program.
    expect(turns.map(([dueMs, user, turn]) => [Math.round(dueMs * 1e6) / 1e6, user, turn])).toEqual([
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

  test("of equals the lower number goes first", () => {
    const cursor = loopOf({ users: 3, thinkMs: [0, 0], durationMs: 20, seed: 1 }).cursor(0);
    for (let n = 0; n < 3; n++) cursor.next();
    for (const user of [2, 0, 1]) cursor.answered(user, millis(7));
    const order = [0, 1, 2].map(() => {
      const { user } = cursor;
      cursor.next();
      return user;
    });
    expect(order).toEqual([0, 1, 2]);
  });

  test("who would come first after the end does not come", () => {
    const turns = played(loopOf({ users: 1000, thinkMs: [0, 2000], durationMs: 250, seed: 2 }).cursor(0), () => 5000);
    // A quarter of the mean think time: four standard deviations of 1,000 throws.
    expect(Math.abs(turns.length - 250)).toBeLessThan(55);
  });

  test("first comings and think times fill their ranges evenly", () => {
    const turns = played(loopOf({ users: 20_000, thinkMs: [100, 300], durationMs: 700, seed: 3 }).cursor(0), () => 0);
    const byUser = Map.groupBy(turns, ([, user]) => user);
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
    // Nine degrees of freedom: 999 times in 1,000 below 27.88.
    expect(chiSquared(firsts)).toBeLessThan(27.88);
    expect(chiSquared(thoughts)).toBeLessThan(27.88);
  });
});
