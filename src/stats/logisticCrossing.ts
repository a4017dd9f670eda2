/** A share, such as of slow requests, at one value of x. */
export interface SharePoint {
  readonly x: number;
  readonly share: number;
}

export interface LogisticCrossing {
  readonly at: number;
  readonly slope: number;
  readonly targetLogit: number;
}

/** The slope's prior: a limit is usually reached within a few percent of the rate. Its weight is that of one trial. */
const prior = { slope: 30, weight: 1e-3 } as const;
const slopes = { least: 3, most: 300 } as const;
const maxSteps = 60;
/** Larger differences between a share and its expectation count as this much. */
const largestResidual = 0.1;

/**
 * The x at which the expected share is `target`: logit(share) = a + b x, by iteratively weighted least squares of the
 * logit, which is quasi-binomial regression (McCullagh and Nelder 1989). Shares of 0 and 1 need no correction. The slope
 * is positive.
 */
export function logisticCrossing(points: readonly SharePoint[], target: number): LogisticCrossing {
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const targetLogit = Math.log(target / (1 - target));
  let level = targetLogit;
  let slope: number = prior.slope;
  for (let step = 0; step < maxSteps; step++) {
    const change = newtonStep(points, middle, level, slope);
    const part = Math.min(1, 2 / Math.abs(change.level || 1), 20 / Math.abs(change.slope || 1));
    level += part * change.level;
    slope = Math.min(slopes.most, Math.max(slopes.least, slope + part * change.slope));
    if (Math.abs(change.level) < 1e-9) break;
  }
  return { at: middle + (targetLogit - level) / slope, slope, targetLogit };
}

/** The share that the curve expects at x. */
export const expectedShare = ({ at, slope, targetLogit }: LogisticCrossing, x: number): number =>
  1 / (1 + Math.exp(-(targetLogit + slope * (x - at))));

function newtonStep(points: readonly SharePoint[], middle: number, level: number, slope: number) {
  let weights = 1e-6;
  let cross = 0;
  let squares: number = prior.weight;
  let levelSlope = 0;
  let slopeSlope = -prior.weight * (slope - prior.slope);
  for (const { x, share } of points) {
    const at = x - middle;
    const expected = 1 / (1 + Math.exp(-(level + slope * at)));
    const weight = expected * (1 - expected) + 1e-9;
    weights += weight;
    cross += weight * at;
    squares += weight * at * at;
    // Huber's weight: a trial that a neighbour of the machine disturbed must not decide.
    const residual = Math.max(-largestResidual, Math.min(largestResidual, share - expected));
    levelSlope += residual;
    slopeSlope += residual * at;
  }
  const determinant = weights * squares - cross * cross;
  return {
    level: (squares * levelSlope - cross * slopeSlope) / determinant,
    slope: (weights * slopeSlope - cross * levelSlope) / determinant,
  };
}
