import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaSpent } from "../../src/stats/spending.ts";

/**
 * [alpha, t, spent]: 2 (1 - Phi(z(1 - alpha/2) / sqrt(t))) by mpmath 1.3 with 60 digits. R's gsDesign::sfLDOF has this
 * formula.
 */
const published = [
  [0.025, 0.25, 0.000007366808435869491],
  [0.025, 0.5, 0.0015253227579889088],
  [0.025, 0.75, 0.009649324953512043],
  [0.025, 0.05, 1.1973606764232545e-23],
  [0.05, 0.2, 0.000011726446842521156],
  [0.05, 0.5, 0.005574596680784411],
  [0.05, 0.8, 0.028429630753072713],
  [0.01, 0.4, 0.00004646253777984526],
  [0.01, 0.6, 0.0008829767873510718],
  [0.001, 0.1, 2.33878918900196e-25],
  [0.001, 0.75, 0.0001449456196834519],
] as const;

const level = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
const share = fc.double({ min: 0.001, max: 1, noNaN: true });

describe("the O'Brien-Fleming spending function", () => {
  test("has mpmath's values, to twelve digits even for tiny values", () => {
    const ratios = published.map(([alpha, t, want]) => alphaSpent(alpha, t) / want);
    expect(ratios.filter((ratio) => !(Math.abs(ratio - 1) < 1e-12))).toEqual([]);
  });

  test("is 0 without information, and alpha with all of it", () => {
    expect([-1, 0, 1, 1.5].map((t) => alphaSpent(0.01, t))).toEqual([0, 0, 0.01, 0.01]);
  });

  test("approaches alpha near the end", () => {
    expect(alphaSpent(0.025, 1 - 1e-12)).toBeCloseTo(0.025, 12);
  });

  test("forall alpha: rises with the information, and never exceeds alpha", () => {
    fc.assert(
      fc.property(level, share, share, (alpha, one, other) => {
        const [early, late] = [alphaSpent(alpha, Math.min(one, other)), alphaSpent(alpha, Math.max(one, other))];
        expect({ ascends: early <= late * (1 + 1e-12), within: early >= 0 && late <= alpha * (1 + 1e-12) }).toEqual({
          ascends: true,
          within: true,
        });
      }),
    );
  });

  test("forall shares: rises with alpha", () => {
    fc.assert(
      fc.property(level, level, share, (one, other, t) => {
        expect(alphaSpent(Math.min(one, other), t)).toBeLessThanOrEqual(
          alphaSpent(Math.max(one, other), t) * (1 + 1e-12),
        );
      }),
    );
  });

  test("forall plans: the increments of all looks add up to alpha", () => {
    fc.assert(
      fc.property(level, fc.integer({ min: 1, max: 60 }), (alpha, looks) => {
        const increments = Array.from(
          { length: looks },
          (_, k) => alphaSpent(alpha, (k + 1) / looks) - alphaSpent(alpha, k / looks),
        );
        const sum = increments.reduce((total, increment) => total + increment, 0);
        expect(sum / alpha).toBeCloseTo(1, 12);
        expect(increments.filter((increment) => increment < -1e-15)).toEqual([]);
      }),
    );
  });
});
