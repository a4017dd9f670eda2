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
  const without = (outcome: CapacityOutcome): ArmCapacity => ({ arm, restarts, outcome });
  const early = earlyOutcome(arm, trials, settings) ?? deathOutcome(own, settings);
  if (early !== undefined) return without(early);
  const values = estimates.map(({ logRate }) => logRate);
  // Two restarts are the fewest that have an interval. A comparison of base and head needs more.
  const spread = differencesOf(values);
  if (spread === undefined) return without({ kind: "too_little_time", restarts: values.length });
  const value = Math.exp(mean(values));
  const [low, high] = tInterval(withKnownError(spread, modelErrorOf(estimates)), 0.95);
  const doubt =
    generatorOutcome(own, value, settings) ?? irregularOutcome(high - low) ?? unsustainedOutcome(own, settings);
  if (doubt !== undefined) return without(doubt);
  return {
    ...without({ kind: "found" }),
    max_sustainable_per_sec: {
      value,
      interval: [Math.exp(low), Math.exp(high)],
      limited_by: limitingResource(own, value, cores),
      first_broken: mostFrequent(estimates.map(({ firstBroken }) => firstBroken)),
    },
  };
}

/** The bracket alone was enough. */
function earlyOutcome(arm: Arm, trials: readonly Trial[], settings: BracketSettings): CapacityOutcome | undefined {
  const { state } = bracketOf(arm, trials, settings);
  if (state.kind === "fails_at_lowest") return { kind: state.kind, per_sec: state.perSec };
  return state.kind === "beyond_reach" ? { kind: state.kind, per_sec: state.perSec, by: state.by } : undefined;
}

const nearShare = 0.9;

/** The load generator was late, and not the service slow, in most of the trials that broke a limit. */
function generatorOutcome(own: readonly Trial[], capacity: number, { sla }: BracketSettings) {
  const broken = own.filter((one) => one.ratePerSec > nearShare * capacity && brokeLimit(one, sla));
  const late = broken.filter(({ isGeneratorLate }) => isGeneratorLate);
  if (late.length === 0 || 2 * late.length < broken.length) return undefined;
  const kept = own.filter((one) => !brokeLimit(one, sla)).map(({ ratePerSec }) => ratePerSec);
  return kept.length === 0
    ? undefined
    : ({ kind: "beyond_reach", per_sec: Math.max(...kept), by: "generator" } as const);
}

/** An interval from a value to twice that is no number. As a logarithm. */
const widest = Math.LN2;
const irregularOutcome = (width: number): CapacityOutcome | undefined =>
  width > widest ? { kind: "irregular" } : undefined;

function unsustainedOutcome(own: readonly Trial[], { sla }: BracketSettings): CapacityOutcome | undefined {
  const reason = finalProblem(own, sla);
  return reason === undefined ? undefined : { kind: "not_sustained", reason };
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
