// How others decide, as they come out of the box. Each rule: values of the base, values of the head -> whether it is
// worse.
import { normalUpperTail } from "../../src/stats/normal.ts";
import { signedRankTest } from "../../src/stats/signedRank.ts";
import { tQuantile, tUpperTail } from "../../src/stats/studentT.ts";

/** github-action-benchmark, and many a script: slower by more than that ratio. */
export function threshold(base, head, ratio) {
  return head > (1 + ratio) * base;
}

/** Mann & Whitney (1947), two-sided by the normal approximation, and worse. */
export function mannWhitney(base, head, alpha) {
  const [a, b] = [base, head].map((values) => Float64Array.from(values).sort());
  let wins = 0;
  let below = 0;
  for (const value of b) {
    while (below < a.length && a[below] < value) below++;
    wins += below;
  }
  const pairs = a.length * b.length;
  const z = (wins - pairs / 2) / Math.sqrt((pairs * (a.length + b.length + 1)) / 12);
  return 2 * normalUpperTail(z) < alpha;
}

/** Welch (1947), two-sided, and worse. */
export function welch(base, head, alpha) {
  const [a, b] = [base, head].map(momentsOf);
  const square = a.squaredError + b.squaredError;
  const df = square ** 2 / (a.squaredError ** 2 / (a.count - 1) + b.squaredError ** 2 / (b.count - 1));
  return 2 * tUpperTail((b.mean - a.mean) / Math.sqrt(square), df) < alpha;
}

/** Bencher's t test threshold: beyond mean + t · s of the runs on record, upper boundary 0.99 as its manual has it. */
export function bencher(history, head) {
  const { mean, squaredError, count } = momentsOf(history);
  return head > mean + tQuantile(0.99, count - 1) * Math.sqrt(squaredError * count);
}

/** benchstat: Mann-Whitney over repetitions at 5 %, however small the change. */
export const benchstat = (base, head) => mannWhitney(base, head, 0.05);

/** Firecracker's A/B test: a permutation test on the means, two-sided p < 0.01, and at least 5 %. */
export function firecracker(base, head, random) {
  const change = momentsOf(head).mean - momentsOf(base).mean;
  if (change < 0.05 * momentsOf(base).mean) return false;
  const pool = [...base, ...head];
  const total = pool.reduce((sum, value) => sum + value, 0);
  const times = 999;
  let beyond = 1;
  for (let i = 0; i < times; i++) {
    if (Math.abs(dealtAnew(pool, total, head.length, random)) >= change) beyond++;
  }
  return beyond / (times + 1) < 0.01;
}

/**
 * Datadog's regression detector: a 90 % bootstrap interval of the change of the mean without 0 in it, and at least 5 %.
 */
export function datadog(base, head, random) {
  const baseMean = momentsOf(base).mean;
  const change = momentsOf(head).mean - baseMean;
  if (change < 0.05 * baseMean) return false;
  const changes = Array.from({ length: 500 }, () => resampledMean(head, random) - resampledMean(base, random));
  return Float64Array.from(changes).sort()[25] > 0;
}

/** Exact signed rank over the rounds, one-sided. */
export function signedRank(base, head, alpha) {
  return signedRankTest(base.map((value, i) => Math.log(head[i] / value))) < alpha;
}

function momentsOf(values) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, squaredError: squares / (count - 1) / count };
}

/**
 * The difference of the means after so many of the pool were called the head at random. Moves the pool's values about.
 */
function dealtAnew(pool, total, count, random) {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random.uniform() * (pool.length - i));
    [pool[i], pool[other]] = [pool[other], pool[i]];
    sum += pool[i];
  }
  return sum / count - (total - sum) / (pool.length - count);
}

function resampledMean(values, random) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[Math.floor(random.uniform() * values.length)];
  return sum / values.length;
}
