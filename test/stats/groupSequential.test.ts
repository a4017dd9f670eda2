import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupSequentialLevels } from "../../src/stats/groupSequential.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { draw } from "../../src/stats/random.ts";
import { alphaSpent } from "../../src/stats/spending.ts";

/** What O'Brien and Fleming's function releases at each look. */
const spentAt = (alpha: number, shares: readonly number[]) =>
  shares.map((share, i) => alphaSpent(alpha, share) - alphaSpent(alpha, shares[i - 1] ?? 0));

const boundsOf = (alpha: number, shares: readonly number[]) =>
  groupSequentialLevels(shares, spentAt(alpha, shares)).map((level) => -normalQuantile(level));

const looks = fc
  .record({ planned: fc.integer({ min: 1, max: 40 }), alpha: fc.double({ min: 1e-5, max: 0.2, noNaN: true }) })
  .map(({ planned, alpha }) => ({ alpha, shares: Array.from({ length: planned }, (_, i) => (i + 1) / planned) }));

describe("the levels of a group sequential test", () => {
  test.each([
    // R: gsDesign(k = 5, test.type = 1, sfu = sfLDOF, alpha = 0.025)$upper$bound, as in Jennison & Turnbull.
    [0.025, [0.2, 0.4, 0.6, 0.8, 1], [4.877, 3.357, 2.68, 2.29, 2.031]],
    [0.025, [0.5, 1], [2.963, 1.969]],
    [0.025, [1], [1.96]],
  ])("of %d at %j have the published bounds %j", (alpha, shares, bounds) => {
    expect(boundsOf(alpha, shares).map((bound) => Math.round(1000 * bound) / 1000)).toEqual(bounds);
  });

  test("are exceeded by alpha of the paths without a drift", () => {
    const [alpha, count, paths] = [0.05, 12, 20_000];
    const bounds = boundsOf(
      alpha,
      Array.from({ length: count }, (_, i) => (i + 1) / count),
    );
    const crosses = (path: number) => {
      let sum = 0;
      return bounds.some((bound, i) => {
        sum += normalQuantile(draw(7, path, i));
        return sum > bound * Math.sqrt(i + 1);
      });
    };
    const crossed = Array.from({ length: paths }, (_, path) => crosses(path)).filter(Boolean).length;
    // Four standard deviations.
    expect(Math.abs(crossed - alpha * paths)).toBeLessThan(4 * Math.sqrt(alpha * (1 - alpha) * paths));
  });

  test("forall plans: spend at least the look's own part of alpha, and at most all parts up to it", () => {
    fc.assert(
      fc.property(looks, ({ alpha, shares }) => {
        const spent = spentAt(alpha, shares).map((part) => (part < 1e-12 ? 0 : part));
        const levels = groupSequentialLevels(shares, spent);
        const isWithin = (level: number, i: number) =>
          level >= (spent[i] ?? 0) * (1 - 1e-9) && level <= alphaSpent(alpha, shares[i] ?? 0) * (1 + 1e-3);
        expect(levels.every(isWithin)).toBe(true);
      }),
    );
  });

  test("are 0 where nothing may be spent, which changes no later one", () => {
    const [first, second] = groupSequentialLevels([0.5, 1], [0, 0.01]);
    expect(first).toBe(0);
    expect(second).toBeCloseTo(0.01, 9);
  });
});
