import type { LoadPattern } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { unreachable } from "../model/unreachable.ts";
import { draw } from "../stats/random.ts";

/** The schedule of a phase: a formula, so that a phase of hours costs no memory and the same seed gives the same load. */
export interface Arrivals {
  readonly count: number;
  /** When the n-th arrival is due, in ms since the phase began. Ascending. */
  dueMs(n: number): Millis;
  /** Index of the target that gets the n-th arrival. */
  targetOf(n: number): number;
  /** Index of the request that the n-th arrival sends. */
  requestOf(n: number): number;
}

export interface Schedule {
  readonly pattern: LoadPattern;
  readonly durationMs: Millis;
  readonly seed: number;
  /** Relative shares of the requests, in their order. */
  readonly weights: readonly number[];
  /** How many targets take turns: 1, or 2 for a duet. Each of them gets the whole rate. */
  readonly targets: 1 | 2;
}

const stream = { jitter: 1, order: 2, request: 3 } as const;

/**
 * Every arrival of the pattern comes at a random moment of its own share of the time, so that the load locks on to no
 * clock's tick and every window holds the integral of the rate, to one request.
 *
 * In a duet each arrival becomes a pair: the same request to both targets, half an interval apart, at the same random
 * offset into its half, in random order.
 */
export function arrivalsOf({ pattern, durationMs, seed, weights, targets }: Schedule): Arrivals {
  // Only whole ones, so that none is due after the end; what rounding took from a whole one is given back.
  const pairs = Math.floor(arrivalsBefore(pattern, durationMs) + 1e-9);
  const pick = picker(weights);
  const turn = (n: number) => Math.floor(n / targets);
  return {
    count: pairs * targets,
    dueMs: (n) => whenArrived(pattern, turn(n) + ((n % targets) + draw(seed, stream.jitter, turn(n))) / targets),
    targetOf: (n) => (targets === 1 ? 0 : draw(seed, stream.order, turn(n)) < 0.5 ? n % 2 : 1 - (n % 2)),
    requestOf: (n) => pick(draw(seed, stream.request, turn(n))),
  };
}

/** The integral of the rate from the start of the phase. */
function arrivalsBefore(pattern: LoadPattern, atMs: Millis): number {
  switch (pattern.kind) {
    case "constant":
      return (pattern.ratePerSec * atMs) / 1000;
    case "ramp":
    case "spike":
    case "burst":
      throw notYet(pattern);
    default:
      return unreachable(pattern);
  }
}

/** Its inverse: the moment at which that many arrivals have come. */
function whenArrived(pattern: LoadPattern, arrivals: number): Millis {
  switch (pattern.kind) {
    case "constant":
      return millis((1000 * arrivals) / pattern.ratePerSec);
    case "ramp":
    case "spike":
    case "burst":
      throw notYet(pattern);
    default:
      return unreachable(pattern);
  }
}

/** The configuration refuses these patterns before a run begins; see config/unsupported.ts. */
const notYet = ({ kind }: LoadPattern) => new Error(`the load pattern ${kind} is not supported yet`);

/** A number in [0, 1) -> the index whose share of the total weight it falls into. */
function picker(weights: readonly number[]): (u: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bounds = weights.map((_, i) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight, 0) / total);
  return (u) =>
    Math.max(
      0,
      bounds.findIndex((bound) => u < bound),
    );
}
