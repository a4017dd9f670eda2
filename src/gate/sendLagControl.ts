import type { RoundResult } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { differencesOf, pGreater } from "../stats/paired.ts";
import { ms } from "../util/format.ts";

/** A control that moves by chance does so in one run of a thousand. */
const level = 0.001;

/**
 * The control of a latency: how much later requests to the head leave than those to the base, in ms, which is the load
 * generator's doing and is billed to the service. `undefined` where that may be chance.
 */
export function movedControl(rounds: readonly RoundResult[]): number | undefined {
  const lags = rounds.flatMap(({ base, head }) => {
    const lag = { base: base?.send_lag, head: head.send_lag };
    return lag.base === undefined || lag.head === undefined ? [] : [lag.head - lag.base];
  });
  const differences = differencesOf(lags);
  if (differences === undefined) return undefined;
  const { mean } = differences;
  return pGreater({ ...differences, mean: Math.abs(mean) }) < level / 2 ? mean : undefined;
}

/** What latency shows, where it would show something else without what the control has moved by. */
export function underControl(found: Comparison, without: Comparison, lagMs: number): Comparison {
  if (found.outcome === "inconclusive" || shows(found) === shows(without)) return found;
  const { settle_ms: _, ...rest } = found;
  const [late, other] = lagMs > 0 ? ["head", "base"] : ["base", "head"];
  const reason = `requests to the ${late} left ${ms(Math.abs(lagMs))} later than those to the ${other}, which is the load generator's doing`;
  return { ...rest, outcome: "unstable", reason };
}

/** Whether it is slower, or shown not to be. */
function shows({ outcome }: Comparison): Comparison["outcome"] {
  return outcome === "improved" ? "unchanged" : outcome;
}
