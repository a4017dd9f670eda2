// Decision rules of other tools, with their default settings. Each maps the values of base and head to true if the head
// is worse.
import { normalUpperTail } from "../../src/stats/normal.ts";
import { signedRankTest } from "../../src/stats/signedRank.ts";
import { tQuantile, tUpperTail } from "../../src/stats/studentT.ts";

/** github-action-benchmark, and many scripts: slower by more than a ratio. */
export function threshold(base, head, ratio) {
  return head > (1 + ratio) * base;
}

/** Mann & Whitney (1947): two-sided test by the normal approximation, and the head is worse. */
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

/** Welch (1947): two-sided test, and the head is worse. */
export function welch(base, head, alpha) {
  const [a, b] = [base, head].map(momentsOf);
  const square = a.squaredError + b.squaredError;
  const df = square ** 2 / (a.squaredError ** 2 / (a.count - 1) + b.squaredError ** 2 / (b.count - 1));
  return 2 * tUpperTail((b.mean - a.mean) / Math.sqrt(square), df) < alpha;
}

/** Bencher's t test threshold: beyond mean + t · s of the stored runs. Upper boundary 0.99, as in its manual. */
export function bencher(history, head) {
  const { mean, squaredError, count } = momentsOf(history);
  return head > mean + tQuantile(0.99, count - 1) * Math.sqrt(squaredError * count);
}

/** benchstat: Mann-Whitney over repetitions at 5 %, however small the change. */
export const benchstat = (base, head) => mannWhitney(base, head, 0.05);

/** Firecracker's A/B test: a two-sided permutation test on the means with p < 0.01, and a change of at least 5 %. */
export function firecracker(base, head, random) {
  const change = momentsOf(head).mean - momentsOf(base).mean;
  if (change < 0.05 * momentsOf(base).mean) return false;
  const pool = [...base, ...head];
  const total = pool.reduce((sum, value) => sum + value, 0);
  const times = 999;
  let beyond = 1;
  for (let i = 0; i < times; i++) {
    if (Math.abs(permutedDifference(pool, total, head.length, random)) >= change) beyond++;
  }
  return beyond / (times + 1) < 0.01;
}

/**
 * Datadog's regression detector: the 90 % bootstrap interval of the change of the mean excludes 0, and the change is at
 * least 5 %.
 */
export function datadog(base, head, random) {
  const baseMean = momentsOf(base).mean;
  const change = momentsOf(head).mean - baseMean;
  if (change < 0.05 * baseMean) return false;
  const changes = Array.from({ length: 500 }, () => resampledMean(head, random) - resampledMean(base, random));
  return Float64Array.from(changes).sort()[25] > 0;
}

/** The exact one-sided signed rank test over the rounds. */
export function signedRank(base, head, alpha) {
  return signedRankTest(base.map((value, i) => Math.log(head[i] / value))) < alpha;
}

function momentsOf(values) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, squaredError: squares / (count - 1) / count };
}

/** The difference of the means after a random relabelling, with `count` values as the head. Reorders the pool. */
function permutedDifference(pool, total, count, random) {
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
