import { mean } from "simple-statistics";
import type { Arm, Sla } from "../../model/plan.ts";
import { minRounds } from "../../model/record.ts";
import type { Trial, TrialOrder } from "../../model/trial.ts";
import type { Millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import { type Bracket, bracketOf, nextBracketRate } from "./bracket.ts";
import { brokeLimit, type CapacityEstimate, estimateCapacity } from "./estimate.ts";
import { needsFinal } from "./finalTrial.ts";
import { limitingResource } from "./limitingResource.ts";
import { searchedCapacity } from "./restartEstimates.ts";
import { minSamples } from "./restarts.ts";
import { finalMs, trialOrder } from "./trialOrder.ts";

export interface SearchSettings {
  /** One arm, or both: they then get their trials in turn. */
  readonly arms: readonly Arm[];
  readonly sla: Sla;
  readonly budgetMs: Millis;
  readonly seed: number;
  readonly isPoisson: boolean;
  /** The search goes no higher. */
  readonly maxPerSec: number;
  /** CPU cores that the service may use. */
  readonly cores: number;
}

/** What has happened so far. Everything that the search decides follows from it. */
export interface SearchHistory {
  readonly trials: readonly Trial[];
  /** Number of the present start of the services. */
  readonly restart: number;
  readonly elapsedMs: Millis;
  /** The same when the present start began. */
  readonly restartedAtMs: Millis;
}

export type SearchStep =
  | { readonly kind: "trial"; readonly order: TrialOrder }
  /** Stop the services, and start them fresh. */
  | { readonly kind: "restart" }
  | { readonly kind: "done" };

const maxSamples = 14;
const maxRestarts = 8;
/** Half the width of the rates around the estimate, as a logarithm. */
const spread = 0.1;
/** Share of the estimate at which the final trial shows backlog, leak and hysteresis. */
const finalShare = 0.95;
/** Deaths of an arm that end the search. */
export const maxDeaths = 2;
const longestBracketShare = 0.6;

/** Decides what comes next. Depends on its arguments alone. */
export function nextStep(history: SearchHistory, settings: SearchSettings): SearchStep {
  const brackets = settings.arms.map((arm) => bracketOf(arm, history.trials, settings));
  const open = brackets.filter(({ state }) => state.kind === "open");
  const first = open.toSorted((a, b) => a.trials - b.trials)[0];
  if (first !== undefined) return bracketStep(first, brackets, history, settings);
  const searched = brackets.filter(({ state, arm }) => state.kind === "found" && !isDead(arm, history.trials));
  if (searched.length === 0) return { kind: "done" };
  return sampleStep(searched, history, settings);
}

const isDead = (arm: Arm, trials: readonly Trial[]): boolean =>
  trials.filter((one) => one.arm === arm && one.died !== undefined).length >= maxDeaths;

function bracketStep(
  bracket: Bracket,
  brackets: readonly Bracket[],
  { trials, elapsedMs }: SearchHistory,
  settings: SearchSettings,
): SearchStep {
  // Without an order of magnitude after most of the budget, the rest does not suffice either.
  if (elapsedMs > longestBracketShare * settings.budgetMs) return { kind: "done" };
  const other = brackets.find(({ state }) => state.kind === "found");
  const ratePerSec = nextBracketRate(bracket, other, settings);
  return { kind: "trial", order: trialOrder("bracket", bracket.arm, ratePerSec, trials, settings) };
}

/** Quick estimates of an arm, by restart. They choose the next rates. */
function quickEstimates(arm: Arm, trials: readonly Trial[], sla: Sla): ReadonlyMap<number, CapacityEstimate> {
  const samples = trials.filter((one) => one.arm === arm && one.purpose === "sample");
  const byRestart = Map.groupBy(samples, ({ restart }) => restart);
  return new Map(
    [...byRestart].flatMap(([restart, own]) => {
      if (own.length < minSamples) return [];
      const estimate = estimateCapacity(own, sla, centreOf(own));
      return estimate === undefined ? [] : [[restart, estimate] as const];
    }),
  );
}

/** The middle of the last trials, which lie around the best estimate. */
const centreOf = (samples: readonly Trial[]): number =>
  mean(samples.slice(-4).map(({ ratePerSec }) => Math.log(ratePerSec)));

function sampleStep(brackets: readonly Bracket[], history: SearchHistory, settings: SearchSettings): SearchStep {
  const { trials, restart } = history;
  const samplesOf = ({ arm }: Bracket) =>
    trials.filter((one) => one.arm === arm && one.restart === restart && one.purpose === "sample");
  const counts = brackets.map((bracket) => samplesOf(bracket).length);
  const fewest = Math.min(...counts);
  const isEven = new Set(counts).size === 1;
  if (trials.some(({ purpose }) => purpose === "final")) return finalStep(brackets, history, settings);
  if (isEven && fewest >= minSamples && isRestartOver(fewest, history, settings))
    return isLastRestart(history, settings) ? finalStep(brackets, history, settings) : { kind: "restart" };
  // The arm with fewer trials comes next. Which of both comes first changes from pair to pair.
  const due = brackets.filter((_, i) => counts[i] === fewest);
  const next = due[(fewest + restart) % due.length];
  if (next === undefined) return { kind: "done" };
  const centre = nextCentre(samplesOf(next), priorOf(next, trials, settings), settings.sla);
  // Both arms get the same positions around their estimates.
  const position = spread * (2 * draw(settings.seed, 40 + restart, fewest) - 1);
  const ratePerSec = Math.min(settings.maxPerSec, Math.exp(centre + position));
  return { kind: "trial", order: trialOrder("sample", next.arm, ratePerSec, trials, settings) };
}

/** The logarithm of the rate that the earlier restarts found, or the middle of the bracket. */
function priorOf({ arm, state }: Bracket, trials: readonly Trial[], { sla }: SearchSettings): number {
  const found = [...quickEstimates(arm, trials, sla).values()].map(({ logRate }) => logRate);
  if (found.length > 0) return mean(found);
  return state.kind === "found" ? Math.log(Math.sqrt(state.low * state.high)) : 0;
}

/** One trial moves the estimate by at most this much, as a logarithm. */
const longestMove = 0.3;
const firstMove = 0.08;
const fewForFit = 3;

function nextCentre(samples: readonly Trial[], prior: number, sla: Sla): number {
  let centre = prior;
  for (const [i, last] of samples.entries()) {
    if (i + 1 < fewForFit) {
      centre += brokeLimit(last, sla) ? -firstMove : firstMove;
      continue;
    }
    const { logRate = centre } = estimateCapacity(samples.slice(0, i + 1), sla, centre) ?? {};
    centre = Math.max(centre - longestMove, Math.min(centre + longestMove, logRate));
  }
  return centre;
}

/** The time that restarts may take, before the final trials. */
const samplingEndMs = (settings: SearchSettings): number =>
  settings.budgetMs - settings.arms.length * (1.25 * finalMs(settings) + 1000);

/** A restart ends with its share of the time, or with enough trials. Many short ones tell more than few long ones. */
function isRestartOver(samples: number, history: SearchHistory, settings: SearchSettings): boolean {
  if (samples >= maxSamples) return true;
  const { restart, elapsedMs, restartedAtMs } = history;
  const sampleMs = samplesMs(history);
  const remaining = Math.max(1, maxRestarts - restart);
  // The bracket belongs to the first restart, and takes no time from its samples.
  const startMs = Math.max(restartedAtMs, elapsedMs - sampleMs);
  const shareMs = (samplingEndMs(settings) - startMs) / remaining;
  return elapsedMs + sampleMs / samples > startMs + shareMs;
}

/** Time that the samples of this restart have taken, with their share of everything that is not load. */
function samplesMs({ trials, restart, elapsedMs }: SearchHistory): number {
  const own = trials.filter((one) => one.restart === restart && one.purpose === "sample");
  return playedMs(own) * Math.max(1, elapsedMs / Math.max(1, playedMs(trials)));
}

const playedMs = (trials: readonly Trial[]): number =>
  trials.reduce((sum, { leadInMs, durationMs, drainMs }) => sum + leadInMs + durationMs + drainMs, 0);

function isLastRestart(history: SearchHistory, settings: SearchSettings): boolean {
  const { restart, elapsedMs } = history;
  if (restart + 1 >= maxRestarts) return true;
  // The restarts that a comparison needs may be shorter than the ones before.
  const neededShare = restart + 1 < minRounds ? 0.5 : 0.9;
  return elapsedMs + neededShare * samplesMs(history) > samplingEndMs(settings);
}

function finalStep(brackets: readonly Bracket[], history: SearchHistory, settings: SearchSettings): SearchStep {
  const { trials } = history;
  const ofArm = ({ arm }: Bracket) => trials.filter((one) => one.arm === arm);
  const next = brackets.find((one) => needsFinal(ofArm(one), settings.sla));
  if (next === undefined) return calmStep(history, settings);
  const capacity = searchedCapacity(next.arm, trials, settings);
  if (capacity === undefined) return { kind: "done" };
  return { kind: "trial", order: trialOrder("final", next.arm, finalShare * capacity, trials, settings) };
}

/** Share of the capacity at which a given time tells most about how many requests a service handles at once. */
const calmShare = 0.3;
/** Share of the time that is left for the last trials with little load. A shorter one tells nothing. */
const calmTime = { share: 0.75, leastMs: 400 } as const;

/** A last trial with little load for each arm for which the others do not tell whether requests wait for one place. */
function calmStep({ trials, elapsedMs }: SearchHistory, settings: SearchSettings): SearchStep {
  const unclear = settings.arms.flatMap((arm) => {
    const own = trials.filter((one) => one.arm === arm);
    const final = own.findLast(({ purpose }) => purpose === "final");
    if (final === undefined || own.some(({ purpose }) => purpose === "calm")) return [];
    const capacity = final.ratePerSec / finalShare;
    return limitingResource(own, capacity, settings.cores).isUnclear === true ? [{ arm, capacity }] : [];
  });
  const [next] = unclear;
  const leftMs = (calmTime.share * (settings.budgetMs - elapsedMs)) / unclear.length;
  if (next === undefined || leftMs < calmTime.leastMs) return { kind: "done" };
  const mostMs = Math.min(leftMs, finalMs(settings) / 2);
  return { kind: "trial", order: trialOrder("calm", next.arm, calmShare * next.capacity, trials, settings, mostMs) };
}
