import { slaRuleOf } from "../../model/metric.ts";
import type { Sla } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";
import { formatMs, formatPercent } from "../../util/format.ts";
import { allowedShare, hasBacklog, limitsIn } from "./estimate.ts";

/** A share this many times the allowed one is no chance. */
const clearExcess = 2;
const grownRatio = 1.5;
/** Below the capacity, chance never makes so many requests slow in a long trial. */
const mostByChance = 0.4;

export interface FinalProblem {
  /** `slow`: some requests broke a limit on the response time, as chance can make it, and nothing else. */
  readonly kind: "slow" | "other";
  readonly reason: string;
}

/** Why the service did not carry a little less than its capacity for the last final trial; `undefined` if it did. */
export function finalProblem(own: readonly Trial[], sla: Sla): FinalProblem | undefined {
  const final = own.findLast(({ purpose }) => purpose === "final");
  if (final === undefined) return undefined;
  const { due, beyond, trendMs, durationMs, died } = final;
  const where = `at 95 % of the estimate for ${Math.round(durationMs / 1000)} s`;
  if (died !== undefined) return { kind: "other", reason: `it ended ${where}: ${died}` };
  const [metric] = limitsIn(sla).find(([name, limit]) => {
    const allowed = Math.max(allowedShare(name, limit), 1 / due);
    return (beyond[name] ?? 0) / due > clearExcess * allowed;
  }) ?? [undefined];
  const grown = trendMs !== undefined && trendMs[1] > grownRatio * trendMs[0];
  // Other processes break limits, too. What they do not do is to make the service slower and slower.
  if (final.limits?.includes("runner") === true && !grown) return undefined;
  const trend = grown ? `; its median grew from ${formatMs(trendMs[0])} to ${formatMs(trendMs[1])}` : "";
  if (metric === undefined)
    return hasBacklog(final) ? { kind: "other", reason: `a backlog grew ${where}${trend}` } : undefined;
  const share = (beyond[metric] ?? 0) / due;
  const kind = slaRuleOf(metric).of.kind === "quantile" && share < mostByChance ? "slow" : "other";
  return { kind, reason: `${formatPercent(share)} of the requests were beyond ${metric} ${where}${trend}` };
}

/** A trial that a neighbour of the machine disturbed gets a second one. A leak breaks both. */
const mostFinals = 2;

/** True if the arm needs a final trial, or another one. */
export function needsFinal(own: readonly Trial[], sla: Sla): boolean {
  const finals = own.filter(({ purpose }) => purpose === "final").length;
  return finals === 0 || (finals < mostFinals && finalProblem(own, sla) !== undefined);
}
