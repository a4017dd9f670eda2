/** One number for each observation. */
export type Column = readonly number[];

/**
 * The weights whose weighted sum of the columns is nearest to `target`. Solves the normal equations of scaled columns.
 */
export function leastSquares(columns: readonly Column[], target: Column): readonly number[] {
  const lengths = columns.map(lengthOf);
  const scaled = columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1)));
  const weights = solve(
    gram(scaled),
    scaled.map((column) => dot(column, target)),
  );
  return weights.map((weight, i) => weight / (lengths[i] ?? 1));
}

/** The variance of each weight for observations of variance 1: the diagonal of the inverse of the normal equations. */
export function weightVariances(columns: readonly Column[]): readonly number[] {
  const lengths = columns.map(lengthOf);
  const equations = gram(columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1))));
  return columns.map((_, i) => {
    const unit = columns.map((_, j) => (i === j ? 1 : 0));
    return (solve(equations, unit)[i] ?? Number.NaN) / (lengths[i] ?? 1) ** 2;
  });
}

/** The variance of `gradient` · weights for observations of variance 1. */
export function combinedVariance(columns: readonly Column[], gradient: Column): number {
  const lengths = columns.map(lengthOf);
  const equations = gram(columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1))));
  const scaled = gradient.map((value, i) => value / (lengths[i] ?? 1));
  return dot(scaled, solve(equations, scaled));
}

export function dot(a: Column, b: Column): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}

const lengthOf = (column: Column): number => Math.sqrt(dot(column, column));

const gram = (columns: readonly Column[]) => columns.map((a) => columns.map((b) => dot(a, b)));

/** Gaussian elimination. A positive definite matrix needs no row exchange; a singular one gives no finite solution. */
function solve(matrix: readonly Column[], right: Column): readonly number[] {
  const [first, ...others] = matrix.map((row, i) => [...row, right[i] ?? Number.NaN]);
  if (first === undefined) return [];
  const [pivot = Number.NaN, ...rest] = first;
  const below = others.map(([head = Number.NaN, ...row]) => row.map((v, j) => v - (head / pivot) * (rest[j] ?? 0)));
  const tail = solve(
    below.map((row) => row.slice(0, -1)),
    below.map((row) => row.at(-1) ?? Number.NaN),
  );
  return [((rest.at(-1) ?? Number.NaN) - dot(tail, rest)) / pivot, ...tail];
}
