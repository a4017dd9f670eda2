/**
 * The exact one-sided signed rank test of Wilcoxon (1945): the p value of "the median is at most 0". The values must be
 * finite and symmetric about their median. Zeros are dropped. Ties share the mean of their ranks, also in the null
 * distribution. p is 1 if no value remains.
 */
export function signedRankTest(values: readonly number[]): number {
  const ranked = doubledRanks(values.filter((value) => value !== 0));
  const positive = ranked.reduce((sum, { value, rank }) => (value > 0 ? sum + rank : sum), 0);
  return upperTail(
    positive,
    ranked.map(({ rank }) => rank),
  );
}

interface RankedValue {
  readonly value: number;
  /** Twice the rank by size. Doubled, because the mean rank of a tie can end on a half. */
  readonly rank: number;
}

function doubledRanks(values: readonly number[]): readonly RankedValue[] {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  return values.map((value) => {
    const size = Math.abs(value);
    return { value, rank: sizes.indexOf(size) + sizes.lastIndexOf(size) + 2 };
  });
}

/**
 * P(W >= w), where a fair coin picks which of the whole `ranks` W sums. Adds one rank after another to its
 * distribution.
 */
function upperTail(w: number, ranks: readonly number[]): number {
  let chances = Float64Array.of(1);
  for (const rank of ranks) {
    const next = new Float64Array(chances.length + rank);
    chances.forEach((chance, sum) => {
      next[sum] = (next[sum] ?? 0) + chance / 2;
      next[sum + rank] = chance / 2;
    });
    chances = next;
  }
  // Summed from the smallest on, so a tiny tail keeps its digits. The full sum can exceed 1 in its last digit.
  const tail = chances.subarray(Math.max(0, Math.ceil(w))).reduceRight((sum, chance) => sum + chance, 0);
  return Math.min(1, tail);
}
