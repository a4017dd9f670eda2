import type { RoundResult } from "../model/results.ts";
import { type Comparison, goodOutcomes } from "../model/verdict.ts";
import { differencesOf, pGreater } from "../stats/paired.ts";
import { formatMs } from "../util/format.ts";

/** Without a real difference, the control reports one in one run of a thousand. */
const level = 0.001;

/**
 * How much later the load generator sent requests to the head than to the base, in ms. This lag is part of each
 * latency, but no build can cause it. `undefined` if the difference may be chance.
 */
export function sendLagShift(rounds: readonly RoundResult[]): number | undefined {
  const lags = rounds.flatMap(({ base, head }) => {
    const lag = { base: base?.send_lag, head: head.send_lag };
    return lag.base === undefined || lag.head === undefined ? [] : [lag.head - lag.base];
  });
  const differences = differencesOf(lags);
  if (differences === undefined) return undefined;
  const { mean } = differences;
  return pGreater({ ...differences, mean: Math.abs(mean) }) < level / 2 ? mean : undefined;
}

/** The latency comparison. It becomes unstable if its outcome changes once the lag is subtracted. */
export function withSendLagControl(comparison: Comparison, withoutLag: Comparison, lagMs: number): Comparison {
  const isUnaffected = passOrFail(comparison) === passOrFail(withoutLag);
  if (comparison.outcome === "inconclusive" || isUnaffected) return comparison;
  const { settle_ms: _, ...rest } = comparison;
  const [late, other] = lagMs > 0 ? ["head", "base"] : ["base", "head"];
  const reason = `the load generator sent requests to the ${late} ${formatMs(Math.abs(lagMs))} later than those to the ${other}: run again, or on a quieter machine`;
  return { ...rest, outcome: "unstable", reason };
}

/** All good outcomes pass alike. */
function passOrFail({ outcome }: Comparison): Comparison["outcome"] {
  return goodOutcomes.includes(outcome) ? "unchanged" : outcome;
}
