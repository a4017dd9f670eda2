import { mean } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { ArmCapacity, CapacityOutcome } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { differencesOf, tInterval, withKnownError } from "../../stats/paired.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { type BracketSettings, bracketOf } from "./bracket.ts";
import { brokeLimit, type FirstBroken } from "./estimate.ts";
import { finalProblem } from "./finalTrial.ts";
import { limitingResource } from "./limitingResource.ts";
import { type EstimateSettings, finalEstimate, modelErrorOf, type RestartEstimate } from "./restartEstimates.ts";
import { maxDeaths } from "./search.ts";

/** What the search found for one arm. */
export function armCapacity(
  arm: Arm,
  trials: readonly Trial[],
  allEstimates: readonly RestartEstimate[],
  settings: BracketSettings & EstimateSettings,
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
  // Two restarts are the fewest that have an interval. A comparison of base and head needs more.
  if (estimates.length < 2) return without({ kind: "too_little_time", restarts: estimates.length });
  const final = finalOutcome(arm, trials, mean(estimates.map(({ logRate }) => logRate)), settings);
  const values = [...estimates.map(({ logRate }) => logRate), ...(final.kind === "lower" ? [final.logRate] : [])];
  const spread = differencesOf(values);
  if (spread === undefined) return without({ kind: "irregular" });
  const value = Math.exp(mean(values));
  const [low, high] = tInterval(withKnownError(spread, modelErrorOf(estimates)), 0.95);
  const doubt =
    generatorOutcome(own, value, settings) ??
    irregularOutcome(high - low) ??
    (final.kind === "not_sustained" ? final : undefined);
  if (doubt !== undefined) return without(doubt);
  const limiting = limitingResource(own, value, cores);
  return {
    ...without({ kind: "found" }),
    max_sustainable_per_sec: {
      value,
      interval: [Math.exp(low), Math.exp(high)],
      limited_by: limiting.kind,
      ...omitUndefined({ waits_for: limiting.remote }),
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

type FinalOutcome =
  | { readonly kind: "kept" }
  /** It broke a limit, as chance can. What it says counts like a restart. */
  | { readonly kind: "lower"; readonly logRate: number }
  | Extract<CapacityOutcome, { readonly kind: "not_sustained" }>;

/** Chance makes a final trial this much worse than the other trials, as a share of their rate. A leak makes it worse. */
const chanceShare = 0.9;

function finalOutcome(
  arm: Arm,
  trials: readonly Trial[],
  logRate: number,
  settings: BracketSettings & EstimateSettings,
): FinalOutcome {
  const own = trials.filter((trial) => trial.arm === arm);
  const problem = finalProblem(own, settings.sla);
  if (problem === undefined) return { kind: "kept" };
  const final = problem.kind === "slow" ? finalEstimate(arm, trials, settings) : undefined;
  return final !== undefined && final.logRate > logRate + Math.log(chanceShare)
    ? { kind: "lower", logRate: Math.min(logRate, final.logRate) }
    : { kind: "not_sustained", reason: problem.reason };
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
