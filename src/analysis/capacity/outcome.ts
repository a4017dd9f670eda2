import { mean } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { ArmCapacity, CapacityOutcome } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { differencesOf, tInterval, withKnownError } from "../../stats/paired.ts";
import { type BracketSettings, bracketOf } from "./bracket.ts";
import { brokeLimit, type FirstBroken } from "./estimate.ts";
import { finalProblem } from "./finalTrial.ts";
import { limitingResource } from "./limitingResource.ts";
import { modelErrorOf, type RestartEstimate } from "./restartEstimates.ts";
import { maxDeaths } from "./search.ts";

/** What the search found for one arm. */
export function armCapacity(
  arm: Arm,
  trials: readonly Trial[],
  allEstimates: readonly RestartEstimate[],
  settings: BracketSettings,
  cores: number,
): ArmCapacity {
  const own = trials.filter((trial) => trial.arm === arm);
  const estimates = allEstimates.filter((estimate) => estimate.arm === arm);
  const restarts = estimates.map(({ restart, logRate, firstBroken }) => ({
    restart,
    per_sec: Math.exp(logRate),
    first_broken: firstBroken,
  }));
  const { state } = bracketOf(arm, trials, settings);
  if (state.kind === "fails_at_lowest" || state.kind === "beyond_reach")
    return { arm, restarts: [], outcome: { kind: state.kind, per_sec: state.perSec } };
  const deaths = deathOutcome(own, settings);
  if (deaths !== undefined) return { arm, restarts, outcome: deaths };
  const values = estimates.map(({ logRate }) => logRate);
  // Two restarts are the fewest that have an interval. A comparison of base and head needs more.
  const spread = differencesOf(values);
  if (spread === undefined) return { arm, restarts, outcome: { kind: "too_little_time", restarts: values.length } };
  const unsustained = finalProblem(own, settings.sla);
  if (unsustained !== undefined) return { arm, restarts, outcome: { kind: "not_sustained", reason: unsustained } };
  const [low, high] = tInterval(withKnownError(spread, modelErrorOf(estimates)), 0.95);
  const value = Math.exp(mean(values));
  return {
    arm,
    restarts,
    outcome: { kind: "found" },
    max_sustainable_per_sec: {
      value,
      interval: [Math.exp(low), Math.exp(high)],
      limited_by: limitingResource(own, value, cores),
      first_broken: mostFrequent(estimates.map(({ firstBroken }) => firstBroken)),
    },
  };
}

function deathOutcome(own: readonly Trial[], { sla }: BracketSettings): CapacityOutcome | undefined {
  const deaths = own.filter(({ died }) => died !== undefined);
  const lowest = deaths.toSorted((a, b) => a.ratePerSec - b.ratePerSec)[0];
  if (lowest?.died === undefined || deaths.length < maxDeaths) return undefined;
  const kept = own.filter((one) => !brokeLimit(one, sla) && one.ratePerSec < lowest.ratePerSec);
  return {
    kind: "died",
    per_sec: lowest.ratePerSec,
    reason: lowest.died,
    ...(kept.length === 0 ? {} : { kept_per_sec: Math.max(...kept.map((one) => one.ratePerSec)) }),
  };
}

function mostFrequent(values: readonly FirstBroken[]): FirstBroken {
  const counts = Map.groupBy(values, (value) => value);
  const [first] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  if (first === undefined) throw new Error("an estimate has a limit that broke first");
  return first[0];
}
