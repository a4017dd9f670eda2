/** P(Z <= z) for the standard normal distribution. */
export function normalCdf(z: number): number {
  return normalUpperTail(-z);
}

/** P(Z > z), to thirteen digits even for a tiny tail, where 1 - normalCdf would round to 0. */
export function normalUpperTail(z: number): number {
  return z >= 0 ? normalDensity(z) * millsRatio(z) : 1 - normalDensity(z) * millsRatio(-z);
}

/**
 * The p-quantile of the standard normal distribution, to twelve digits. p is in [0, 1]; the ends give infinity.
 * Newton's method: on P(0 < Z <= z) in the middle, on ln P(Z > z) in the tails. Both are concave, so the iteration
 * converges from one side.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return positiveQuantile(1 - p, p - 0.5);
  return p === 0.5 ? 0 : -positiveQuantile(p, 0.5 - p);
}

/** The z > 0 with P(Z > z) = `tail` and P(0 < Z <= z) = `inside`. */
function positiveQuantile(tail: number, inside: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY;
  if (inside < 0.25) return newton(0, (z) => inside / normalDensity(z) - oddSeries(z));
  const lnTail = Math.log(tail);
  return newton(Math.sqrt(-2 * lnTail), (z) => {
    const ratio = millsRatio(z);
    return (Math.log(ratio) - (z * z) / 2 - lnRoot2Pi - lnTail) * ratio;
  });
}

/** Each step doubles the number of correct digits. A step that no longer shrinks is a rounding error. */
function newton(start: number, step: (z: number) => number): number {
  let z = start;
  let lastChange = Number.POSITIVE_INFINITY;
  for (;;) {
    const change = step(z);
    if (!(Math.abs(change) < lastChange)) return z;
    z += change;
    lastChange = Math.abs(change);
  }
}

const lnRoot2Pi = Math.log(2 * Math.PI) / 2;

/** The density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2 - lnRoot2Pi);
}

/**
 * P(Z > z) / density(z) for z >= 0: Laplace's continued fraction, or the series near 0, where that converges slowly.
 */
function millsRatio(z: number): number {
  if (z < 2) return 0.5 / normalDensity(z) - oddSeries(z);
  let fraction = z;
  for (let n = 200; n >= 1; n--) fraction = z + n / fraction;
  return 1 / fraction;
}

/** P(0 < Z <= z) / density(z): z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + … (Marsaglia 2004). */
function oddSeries(z: number): number {
  let sum = 0;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}
