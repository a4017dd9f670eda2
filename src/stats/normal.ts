/** P(Z <= z) for the standard normal distribution. */
export function normalCdf(z: number): number {
  return normalUpperTail(-z);
}

/** P(Z > z): thirteen digits of however small a tail, where 1 - normalCdf rounds to nothing. */
export function normalUpperTail(z: number): number {
  return z >= 0 ? density(z) * millsRatio(z) : 1 - density(z) * millsRatio(-z);
}

/**
 * The p-quantile of the standard normal distribution, p in [0, 1] (infinite at its ends), to twelve digits. Newton's method, in
 * the middle on P(0 < Z <= z), in the tails on ln P(Z > z): both are concave, so that it closes in from one side.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return beyond(1 - p, p - 0.5);
  return p === 0.5 ? 0 : -beyond(p, 0.5 - p);
}

/** The z above 0 that `tail` lies beyond, and `inside` between it and 0. */
function beyond(tail: number, inside: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY;
  if (inside < 0.25) return newton(0, (z) => inside / density(z) - oddSeries(z));
  const lnTail = Math.log(tail);
  return newton(Math.sqrt(-2 * lnTail), (z) => {
    const ratio = millsRatio(z);
    return (Math.log(ratio) - (z * z) / 2 - lnRoot2Pi - lnTail) * ratio;
  });
}

/** Doubles the number of right digits each time: a step that no longer shrinks is rounding. */
function newton(start: number, step: (z: number) => number): number {
  let z = start;
  let moved = Number.POSITIVE_INFINITY;
  for (;;) {
    const by = step(z);
    if (!(Math.abs(by) < moved)) return z;
    z += by;
    moved = Math.abs(by);
  }
}

const lnRoot2Pi = Math.log(2 * Math.PI) / 2;

function density(z: number): number {
  return Math.exp((-z * z) / 2 - lnRoot2Pi);
}

/** P(Z > z) by the density, z >= 0: Laplace's continued fraction, and near 0, where it converges slowly, the series. */
function millsRatio(z: number): number {
  if (z < 2) return 0.5 / density(z) - oddSeries(z);
  let fraction = z;
  for (let n = 200; n >= 1; n--) fraction = z + n / fraction;
  return 1 / fraction;
}

/** P(0 < Z <= z) by the density: z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + … (Marsaglia 2004). */
function oddSeries(z: number): number {
  let sum = 0;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}
