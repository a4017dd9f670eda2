// The tasks of a worker thread. Each pull request has its own seeds, so results do not depend on the worker.

import { applyOtherTools } from "./otherTools.js";
import { confirmedVerdict, decide, gating, settingsOf, verdictOf } from "./procedure.js";
import { PullRequest } from "./pullRequest.js";

export const effects = [0.05, 0.1, 0.2, "tail"];
/** A change that is small, and a smallest effect below it. */
export const sensitive = { minEffect: 0.02, effect: 0.03 };
/**
 * The search for the smallest effect that fails a pull request: bisection steps between two effects, and the largest
 * effect.
 */
const bisections = 4;
const largest = 0.8;

const kinds = {
  /** An unchanged pull request. */
  unchanged: ({ conditions, budgetSec }, pullRequest) => ({
    unchanged: simulate(conditions, settingsOf(budgetSec), pullRequest),
  }),

  /** An unchanged pull request, and the same noise with one endpoint slower. */
  changed({ conditions, budgetSec }, pullRequest) {
    const settings = settingsOf(budgetSec);
    const changed = effects.map((effect) => simulate(conditions, settings, pullRequest, effect));
    const threshold = thresholdOf(conditions, settings, pullRequest, changed);
    return { unchanged: simulate(conditions, settings, pullRequest), changed, threshold };
  },

  /** The test without floors, so that every random false alarm shows. */
  size: ({ conditions, budgetSec }, pullRequest) => ({
    unchanged: simulate(conditions, settingsOf(budgetSec, { floors: false }), pullRequest),
  }),

  /** One endpoint 3 % slower, where p50 may become 2 % slower at most. */
  sensitive({ conditions, budgetSec }, pullRequest) {
    const settings = settingsOf(budgetSec);
    const strict = { ...settings, min_effect: { ...settings.min_effect, p50: sensitive.minEffect } };
    return {
      unchanged: simulate(conditions, strict, pullRequest),
      caught: simulate(conditions, strict, pullRequest, sensitive.effect).failed,
    };
  },

  /** A machine that favours one build, without and with confirmation on a second machine. */
  confirmed({ conditions, budgetSec }, pullRequest, seeds) {
    const settings = settingsOf(budgetSec);
    const first = decide(pullRequest, conditions, settings);
    const { scenarios: _, ...alone } = verdictOf(first, settings);
    const second = new PullRequest(conditions, ...seeds, 2);
    const { failed } = confirmedVerdict(first, verdictOf(first, settings), second, conditions, settings);
    return { unchanged: alone, confirmed: failed };
  },

  otherTools: ({ conditions, budgetSec, otherToolEffects }, _, seeds) =>
    applyOtherTools(conditions, budgetSec, otherToolEffects, ...seeds),
};

/** One result for each pull request with an index from `from` up to, not including, `to`. */
export function runTask({ kind, from, to, seed, ...rest }) {
  const task = { ...rest, conditions: { ...rest.conditions, budgetSec: rest.budgetSec } };
  return Array.from({ length: to - from }, (_, i) => {
    const seeds = [seed, from + i];
    return kinds[kind](task, new PullRequest(task.conditions, ...seeds), seeds);
  });
}

function simulate(conditions, settings, pullRequest, effect = 0) {
  const { scenarios: _, ...verdict } = verdictOf(decide(pullRequest, conditions, settings, { effect }), settings);
  return verdict;
}

/** The smallest effect on one endpoint that fails this pull request, and at least the smallest of `effects`. */
function thresholdOf(conditions, settings, pullRequest, changed) {
  const sizes = effects.filter((effect) => effect !== "tail");
  const caught = sizes.findIndex((_, i) => changed[i].failed);
  if (caught === 0) return sizes[0];
  const next = caught === -1 ? sizes.length : caught;
  let [low, high] = [sizes[next - 1], sizes[next] ?? largest].map(Math.log);
  const recheck = { keys: endpointKeys, alpha: settings.false_alarm / gating };
  for (let i = 0; i < bisections; i++) {
    const middle = (low + high) / 2;
    const { scenario } = decide(pullRequest, conditions, settings, { effect: Math.exp(middle), recheck });
    if (verdictOf({ scenario }, settings).failed) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}

/** The comparisons of the changed endpoint. The others are unchanged, so comparing them would only take time. */
const endpointKeys = ["p50", "p95", "tail"].map((metric) => {
  return { scenario: "simulated", request: "a", metric, gating: true };
});
