import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLook, lookLevels } from "../../src/gate/interimLooks.ts";

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

  const levelAt = (alpha: number, rounds: number, planned?: number) =>
    lookLevels(alpha, { rounds, ...(planned === undefined ? {} : { planned }) }).at(-1)?.level;

  test("fail as often as O'Brien and Fleming's function releases since the previous look", () => {
    // 2 (1 - Phi(Phi^-1(0.995) / sqrt(1/3))) at alpha = 0.01, by Python's statistics.NormalDist.
    expect(levelAt(0.01, 4, 12)).toBeCloseTo(8.140039715831549e-6, 12);
    // P(Z4 < b4, Z6 >= b6) = 2.61577e-4, by SciPy's quad and brentq.
    expect(levelAt(0.01, 6, 12)).toBeCloseTo(0.0002668448307814677, 10);
  });

  test("forall plans: a look has the same level, however many rounds follow", () => {
    fc.assert(
      fc.property(courses, ({ planned, alpha, looks }) => {
        const all = lookLevels(alpha, { rounds: planned, planned });
        expect(all.map(({ rounds }) => rounds)).toEqual(looks);
        const half = looks[Math.floor(looks.length / 2)] ?? planned;
        expect(lookLevels(alpha, { rounds: half, planned })).toEqual(all.filter(({ rounds }) => rounds <= half));
      }),
      { numRuns: 10 },
    );
  });

  test("between the regular ones have the level released since the last regular look", () => {
    const [regular, between] = [levelAt(0.01, 8, 12) ?? 0, levelAt(0.01, 7, 12) ?? 0];
    expect([between > 0, between < regular]).toEqual([true, true]);
    expect(lookLevels(0.01, { rounds: 7, planned: 12 }).map(({ rounds }) => rounds)).toEqual([4, 6, 7]);
  });

  test("that may spend less than 1e-12 decide nothing", () => {
    expect(levelAt(0.001, 4, 100)).toBe(0);
  });

  test("have the whole alpha if there is only one", () => {
    expect(levelAt(0.01, 7)).toBe(0.01);
    expect(levelAt(0.01, 4, 4)).toBeCloseTo(0.01, 12);
  });
});
