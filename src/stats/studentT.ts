import { incompleteBeta } from "./beta.ts";

/** P(T <= t) for Student's t with `df` degrees of freedom (df > 0). */
export function tCdf(t: number, df: number): number {
  return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}

/**
 * P(T > t) for t >= 0. Accurate far in the tail, where 1 - tCdf rounds to 0, and near 0, where t² vanishes beside df.
 */
function upperTail(t: number, df: number): number {
  const square = t * t;
  if (square < 1) return (1 - incompleteBeta(0.5, df / 2, square / (df + square))) / 2;
  return incompleteBeta(df / 2, 0.5, df / (df + square)) / 2;
}

/** P(T > t): the one-sided p value. */
export function tUpperTail(t: number, df: number): number {
  return t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df);
}

/** The p-quantile of Student's t, p in (0, 1): bisection on the tail, to the last bit of a double. */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  const tail = 1 - p;
  let high = 1;
  while (upperTail(high, df) > tail) high *= 2;
  let low = 0;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (upperTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
