// The rules of other tools, applied to the same simulated machines.
import { quantile } from "../engine/quantiles.js";
import { roundsInBudget } from "./procedure.js";
import { endpoints, machineOf, PullRequest, soloRun } from "./pullRequest.js";
import { Random } from "./random.js";
import { bencher, benchstat, datadog, firecracker, mannWhitney, signedRank, threshold, welch } from "./rules.js";

const runSec = 30;
const storedRuns = 30;
const median = (values) => quantile(values, 0.5);
const names = Object.keys(endpoints);

/** Each rule: its title, and a function that decides from an endpoint's evidence whether the endpoint got slower. */
export const otherTools = [
  ["10 % against a run on another runner", ({ elsewhere, head }) => threshold(elsewhere, median(head), 0.1)],
  ["200 % against a run on another runner", ({ elsewhere, head }) => threshold(elsewhere, median(head), 1)],
  ["Mann-Whitney on requests, 1 %", ({ base, head }) => mannWhitney(base, head, 0.01)],
  ["Welch's t on requests, 1 %", ({ base, head }) => welch(base, head, 0.01)],
  ["Bencher, t test against 30 stored runs", ({ history, head }) => bencher(history, median(head))],
  ["benchstat over rounds", ({ baseRounds, headRounds }) => benchstat(baseRounds, headRounds)],
  ["Firecracker over rounds", ({ baseRounds, headRounds, random }) => firecracker(baseRounds, headRounds, random)],
  ["Datadog over rounds", ({ baseRounds, headRounds, random }) => datadog(baseRounds, headRounds, random)],
  ["signed rank over rounds, 1 %", ({ baseRounds, headRounds }) => signedRank(baseRounds, headRounds, 0.01)],
];

/**
 * The decisions of each rule. `unchanged`: for each of three unchanged endpoints, whether the rule calls it slower.
 * `changed`: the same for the first endpoint, made slower by each effect.
 */
export function applyOtherTools(conditions, budgetSec, effects, ...seeds) {
  const random = new Random(...seeds, 1);
  const evidence = evidenceOf(conditions, budgetSec, random, seeds);
  return otherTools.map(([, isWorse]) => ({
    unchanged: evidence.map((each) => isWorse(each)),
    changed: effects.map((effect) => isWorse(slower(evidence[0], effect))),
  }));
}

/** One run of base and then head on this runner, runs of the base on other runners, and the rounds of a duet. */
function evidenceOf(conditions, budgetSec, random, seeds) {
  const machine = machineOf(conditions, random);
  const [base, head] = [0, 1].map(() => soloRun(conditions, runSec, random, machine));
  const stored = Array.from({ length: storedRuns }, () => soloRun(conditions, runSec, random).map(median));
  const rounds = new PullRequest(conditions, ...seeds).rounds(roundsInBudget(conditions, budgetSec), 0);
  return names.map((name, i) => ({
    base: base[i],
    head: head[i],
    history: stored.map((run) => run[i]),
    elsewhere: stored.at(-1)[i],
    baseRounds: rounds.map((round) => round.base.requests[name].p50),
    headRounds: rounds.map((round) => round.head.requests[name].p50),
    random,
  }));
}

function slower(evidence, effect) {
  const times = (values) => values.map((value) => (1 + effect) * value);
  return { ...evidence, head: times(evidence.head), headRounds: times(evidence.headRounds) };
}
