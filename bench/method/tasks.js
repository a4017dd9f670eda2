// What a worker thread is given to do: pull requests, each by its own seeds, so that nothing depends on who does them.

import { peersOn } from "./peers.js";
import { confirmedVerdict, decide, gating, settingsOf, verdictOf } from "./procedure.js";
import { PullRequest } from "./pullRequest.js";

export const effects = [0.05, 0.1, 0.2, "tail"];
/**
 * How finely the smallest effect that a pull request's noise lets through is looked for, between two of the others; and
 * up to.
 */
const halvings = 4;
const largest = 0.8;

const kinds = {
  /** An unchanged pull request. */
  unchanged: ({ world, budgetSec }, pullRequest) => ({ unchanged: play(world, settingsOf(budgetSec), pullRequest) }),

  /** The same, and one endpoint made slower: with the very same noise. */
  changed({ world, budgetSec }, pullRequest) {
    const settings = settingsOf(budgetSec);
    const changed = effects.map((effect) => play(world, settings, pullRequest, effect));
    const threshold = thresholdOf(world, settings, pullRequest, changed);
    return { unchanged: play(world, settings, pullRequest), changed, threshold };
  },

  /** The test without the floors: every false alarm of chance shows. */
  size: ({ world, budgetSec }, pullRequest) => ({
    unchanged: play(world, settingsOf(budgetSec, { floors: false }), pullRequest),
  }),

  /** A machine that likes one build better, without and with a second one. */
  confirmed({ world, budgetSec }, pullRequest, seeds) {
    const settings = settingsOf(budgetSec);
    const first = decide(pullRequest, world, settings);
    const { scenarios: _, ...alone } = verdictOf(first, settings);
    const second = new PullRequest(world, ...seeds, 2);
    const { failed } = confirmedVerdict(first, verdictOf(first, settings), second, world, settings);
    return { unchanged: alone, confirmed: failed };
  },

  peers: ({ world, budgetSec, peerEffects }, _, seeds) => peersOn(world, budgetSec, peerEffects, ...seeds),
};

/** One result for each pull request from `from` up to `to`. */
export function done({ kind, from, to, seed, ...task }) {
  return Array.from({ length: to - from }, (_, i) => {
    const seeds = [seed, from + i];
    return kinds[kind](task, new PullRequest(task.world, ...seeds), seeds);
  });
}

function play(world, settings, pullRequest, effect = 0) {
  const { scenarios: _, ...verdict } = verdictOf(decide(pullRequest, world, settings, { effect }), settings);
  return verdict;
}

/** The smallest effect on one endpoint that fails this pull request; the least of `effects` stands for all below it. */
function thresholdOf(world, settings, pullRequest, changed) {
  const sizes = effects.filter((effect) => effect !== "tail");
  const caught = sizes.findIndex((_, i) => changed[i].failed);
  if (caught === 0) return sizes[0];
  const next = caught === -1 ? sizes.length : caught;
  let [low, high] = [sizes[next - 1], sizes[next] ?? largest].map(Math.log);
  const doubt = { subjects: subjectsOfEndpoint, alpha: settings.false_alarm / gating };
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    const { scenario } = decide(pullRequest, world, settings, { effect: Math.exp(middle), doubt });
    if (verdictOf({ scenario }, settings).failed) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}

/** Nothing else has changed: what it would be found to be costs time, and turns nothing. */
const subjectsOfEndpoint = ["p50", "p95", "tail"].map((metric) => {
  return { scenario: "simulated", request: "a", metric, gating: true };
});
