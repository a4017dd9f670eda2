/**
 * Wilcoxon (1945), one-sided and exact: the p value of "the median is at most 0" for finite values that are symmetric about
 * their median. Zeros are dropped; equal sizes share the mean of their ranks, and so does the null distribution. 1 where
 * nothing is left.
 */
export function signedRankTest(values: readonly number[]): number {
  const ranked = doubledRanks(values.filter((value) => value !== 0));
  const positive = ranked.reduce((sum, { value, rank }) => (value > 0 ? sum + rank : sum), 0);
  return upperTail(
    positive,
    ranked.map(({ rank }) => rank),
  );
}

/** P(W >= w), W the sum of those of the ranks 1 to n that a fair coin picks. R: psignrank(w - 1, n, lower.tail = FALSE). */
export function signedRankUpperTail(w: number, n: number): number {
  return upperTail(
    w,
    Array.from({ length: n }, (_, i) => i + 1),
  );
}

interface Ranked {
  readonly value: number;
  /** Twice its rank by size: whole, where a rank that is shared by two ends on a half. */
  readonly rank: number;
}

function doubledRanks(values: readonly number[]): readonly Ranked[] {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  return values.map((value) => {
    const size = Math.abs(value);
    return { value, rank: sizes.indexOf(size) + sizes.lastIndexOf(size) + 2 };
  });
}

/** Of the sum of those `ranks`, whole numbers, that a fair coin picks: one rank after the other joins its distribution. */
function upperTail(atLeast: number, ranks: readonly number[]): number {
  let chances = Float64Array.of(1);
  for (const rank of ranks) {
    const joined = new Float64Array(chances.length + rank);
    chances.forEach((chance, sum) => {
      joined[sum] = (joined[sum] ?? 0) + chance / 2;
      joined[sum + rank] = chance / 2;
    });
    chances = joined;
  }
  // From the far end, smallest first: the tail keeps its digits, and ends a last digit off 1.
  const tail = chances.subarray(Math.max(0, Math.ceil(atLeast))).reduceRight((sum, chance) => sum + chance, 0);
  return Math.min(1, tail);
}
