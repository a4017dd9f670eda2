import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLook, levelAt } from "../../src/gate/interimLooks.ts";

const courses = fc
  .record({ planned: fc.integer({ min: 4, max: 100 }), alpha: fc.double({ min: 1e-5, max: 0.1, noNaN: true }) })
  .map(({ planned, alpha }) => {
    const all = Array.from({ length: planned }, (_, i) => i + 1);
    return { planned, alpha, looks: all.filter((rounds) => isLook({ rounds, planned })) };
  });

describe("looks", () => {
  test.each([
    [4, [4]],
    [5, [5]],
    [12, [4, 6, 8, 10, 12]],
    [13, [4, 6, 8, 10, 13]],
  ])("at most %i rounds have looks after %j", (planned, looks) => {
    const rounds = Array.from({ length: planned }, (_, i) => i + 1);
    expect(rounds.filter((n) => isLook({ rounds: n, planned }))).toEqual(looks);
  });

  test("have the level that O'Brien and Fleming's function released since the previous look", () => {
    // 2 (1 - Phi(Phi^-1(0.995) / sqrt(t))) at alpha = 0.01, by Python's statistics.NormalDist.
    const level = (rounds: number) => levelAt(0.01, { rounds, planned: 12 });
    expect(level(4)).toBeCloseTo(8.140039715831549e-6, 12);
    expect(level(8)).toBeCloseTo(0.0013367295002504331, 12);
    expect(level(12)).toBeCloseTo(0.005222712482217062, 12);
  });

  test("forall plans: the levels of all looks add up to at most alpha", () => {
    fc.assert(
      fc.property(courses, ({ planned, alpha, looks }) => {
        const levels = looks.map((rounds) => levelAt(alpha, { rounds, planned }));
        const sum = levels.reduce((total, level) => total + level, 0);
        expect(sum).toBeLessThanOrEqual(alpha * (1 + 1e-9));
        expect(sum).toBeGreaterThan(alpha * (1 - 1e-6));
        expect(levels.every((level) => level >= 0)).toBe(true);
      }),
    );
  });

  test("between the regular ones have the level released since the last regular look", () => {
    expect(levelAt(0.01, { rounds: 7, planned: 12 })).toBeCloseTo(0.00047503267493809176, 12);
    expect(levelAt(0.01, { rounds: 13, planned: 13 })).toBeCloseTo(0.006684860986897903, 12);
  });

  test("with a level below 1e-12 decide nothing", () => {
    expect(levelAt(0.001, { rounds: 4, planned: 100 })).toBe(0);
  });

  test("have the whole alpha if there is only one", () => {
    expect(levelAt(0.01, { rounds: 7 })).toBe(0.01);
  });
});
