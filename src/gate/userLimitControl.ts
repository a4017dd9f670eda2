import type { ArmMetrics, MeasuredScenario, PhaseResult, RequestMetrics } from "../model/results.ts";
import type { UserLimit } from "../model/userLimit.ts";
import type { Comparison } from "../model/verdict.ts";
import { metricChange, metricLabel } from "../wording/metricText.ts";
import { withoutUserWaitText } from "../wording/userLimitText.ts";

/** The largest limit's effect on the measured phases; `undefined` if no request waited for a free user. */
export function userLimitIn(phases: readonly PhaseResult[]): UserLimit | undefined {
  const limits = phases.filter(({ warmup }) => !warmup).flatMap(({ user_limit }) => user_limit ?? []);
  return limits.toSorted((a, b) => b.needed - a.needed)[0];
}

/** The scenario as if no request had waited for a free user; `undefined` if none did. */
export function withoutUserWaits(scenario: MeasuredScenario): MeasuredScenario | undefined {
  const { rounds, recorded } = scenario;
  const arms = [...rounds.flatMap(({ base, head }) => (base === undefined ? [head] : [base, head]))];
  const isFelt = arms.some(({ requests }) => Object.values(requests).some(({ uncapped }) => uncapped !== undefined));
  if (!isFelt) return undefined;
  return {
    ...scenario,
    rounds: rounds.map(({ base, head, ...round }) => ({
      ...round,
      ...(base === undefined ? {} : { base: uncappedArm(base) }),
      head: uncappedArm(head),
    })),
    ...(recorded === undefined
      ? {}
      : { recorded: recorded.map((run) => ({ ...run, rounds: run.rounds.map(uncappedArm) })) }),
  };
}

/** These times are without the load generator's lateness, too. */
function uncappedArm({ send_lag, requests, ...arm }: ArmMetrics): ArmMetrics {
  const isFelt = Object.values(requests).some(({ uncapped }) => uncapped !== undefined);
  if (!isFelt) return { ...arm, requests, ...(send_lag === undefined ? {} : { send_lag }) };
  const uncapped = ([name, metrics]: [string, RequestMetrics]) => [name, metrics.uncapped ?? metrics] as const;
  return { ...arm, requests: Object.fromEntries(Object.entries(requests).map(uncapped)) };
}

/** The comparison. It becomes unstable if only the wait for a free user makes it a regression, or hides one. */
export function withUserLimitControl(
  comparison: Comparison,
  uncapped: Comparison,
  limit: UserLimit | undefined,
): Comparison {
  const isSame = (comparison.outcome === "regressed") === (uncapped.outcome === "regressed");
  if (isSame || limit === undefined) return comparison;
  const { settle_ms: _, ...rest } = comparison;
  const { metric, change_ratio, interval } = uncapped;
  const change = change_ratio === undefined ? "is not measured" : metricChange(metric, change_ratio, interval);
  return { ...rest, outcome: "unstable", reason: `${metricLabel(metric)} ${change} ${withoutUserWaitText(limit)}` };
}
