import { incompleteBeta } from "./beta.ts";

/** P(X >= k) for X ~ Binomial(n, p) and k in 0..n. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  return k <= 0 ? 1 : incompleteBeta(k, n - k + 1, p);
}

/** The one-sided upper confidence bound of a proportion at `level`, after k of n (n > 0): Clopper & Pearson (1934). */
export function proportionUpperBound(k: number, n: number, level: number): number {
  if (k >= n) return 1;
  let low = k / n;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (1 - binomialUpperTail(k + 1, n, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
