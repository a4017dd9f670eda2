import { max } from "simple-statistics";
import { slaRuleOf } from "../../model/metric.ts";
import type { Arm, Sla } from "../../model/plan.ts";
import type { Trial, TrialOrder } from "../../model/trial.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { normalQuantile } from "../../stats/normal.ts";
import { draw } from "../../stats/random.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { limitsIn } from "./estimate.ts";

interface OrderSettings {
  readonly sla: Sla;
  readonly arms: readonly Arm[];
  readonly budgetMs: Millis;
  readonly seed: number;
  readonly isPoisson: boolean;
}

const leadShare = 0.25;
/** For each arm, at full length: bracket, 4 restarts of 8 trials with their drains, the final trial, starts. */
const wholeSearchMs = 130_000;
const usual = { ms: 2000, leastMs: 400, mostMs: 10_000 } as const;
/** Fewer requests say little about a percentile. */
const fewestRequests = { bracket: 20, sample: 40, final: 40, calm: 200 } as const;
const longest = { ms: 20_000, leastMs: 2000 } as const;

/** Trials are shorter if the budget is too short for whole ones. */
const scaleOfTrials = ({ budgetMs, arms }: OrderSettings): number =>
  Math.min(1, budgetMs / (arms.length * wholeSearchMs));

export const finalMs = (settings: OrderSettings): Millis =>
  millis(Math.max(longest.leastMs, longest.ms * scaleOfTrials(settings)));

/** The order of the arm's next trial. Both arms get the same arrivals, apart from their rates. */
export function trialOrder(
  purpose: TrialOrder["purpose"],
  arm: Arm,
  ratePerSec: number,
  trials: readonly Trial[],
  settings: OrderSettings,
  mostMs: number = usual.mostMs,
): TrialOrder {
  const { seed, isPoisson, sla } = settings;
  const scaledMs = Math.max(usual.leastMs, usual.ms * scaleOfTrials(settings));
  const neededMs = (1000 * fewestRequests[purpose]) / ratePerSec;
  const shortMs = Math.min(mostMs, Math.max(scaledMs, neededMs));
  const durationMs = purpose === "final" ? finalMs(settings) : shortMs;
  const leadInMs = leadShare * Math.min(durationMs, shortMs);
  const n = trials.filter((one) => one.arm === arm).length;
  const expected = (ratePerSec * (durationMs + leadInMs)) / 1000;
  const isRandom = isPoisson && purpose !== "final";
  const chance = isRandom ? normalQuantile(0.001 + 0.998 * draw(seed, 41, n)) : 0;
  const count = Math.max(2, Math.round(expected + chance * Math.sqrt(expected)));
  return {
    arm,
    purpose,
    ratePerSec,
    playedPerSec: (1000 * count) / (durationMs + leadInMs),
    leadInMs: millis(leadInMs),
    durationMs: millis(durationMs),
    seed: Math.floor(draw(seed, 42, n) * 0x1_0000_0000),
    ...omitUndefined({ mostUsers: mostUsersOf(ratePerSec, sla) }),
  };
}

/** With this many times the requests in flight that a limit allows, by Little's law, each of them is slower than it. */
const usersShare = 1.5;
const users = { least: 200, most: 4000 } as const;

/**
 * More requests in flight tell nothing more about the limits, and thousands of connections disturb the trials after them.
 * `undefined` if the load generator's own number is to be used.
 */
function mostUsersOf(ratePerSec: number, sla: Sla): number | undefined {
  const limits = limitsIn(sla).flatMap(([metric, limit]) => (slaRuleOf(metric).of.kind === "quantile" ? [limit] : []));
  const needed = Math.ceil((usersShare * ratePerSec * max([0, ...limits])) / 1000);
  return needed === 0 || needed > users.most ? undefined : Math.max(users.least, needed);
}
