// Searches for a capacity: Loadgate's own code, and what load testers do by hand.
import { limitParts } from "../../src/analysis/capacity/queueEstimate.ts";
import { restartEstimates } from "../../src/analysis/capacity/restartEstimates.ts";
import { nextStep } from "../../src/analysis/capacity/search.ts";
import { allowed, shareBeyond } from "./queue.js";

const startMs = 1500;

/** Loadgate's search. `factors`: the time per request of each arm. Gives the estimates of each arm by restart. */
export function loadgateSearch(simulated, { factors, budgetMs, seed }) {
  const { limitSec } = simulated.service;
  const arms = Object.keys(factors);
  const settings = {
    arms,
    sla: { p95: 1000 * limitSec },
    budgetMs,
    seed,
    isPoisson: true,
    maxPerSec: 50_000,
    cores: 2,
  };
  const trials = [];
  let elapsedMs = startMs;
  let restartedAtMs = 0;
  for (let restart = 0; ; ) {
    const step = nextStep({ trials, restart, elapsedMs, restartedAtMs }, settings);
    if (step.kind === "done") break;
    if (step.kind === "restart") {
      restart++;
      restartedAtMs = elapsedMs;
      elapsedMs += startMs;
      continue;
    }
    const trial = trialOf(step.order, restart, simulated.play(step.order, factors[step.order.arm]), limitSec);
    trials.push(trial);
    elapsedMs += trial.leadInMs + trial.durationMs + trial.drainMs + 50;
  }
  const estimates = restartEstimates(trials, settings);
  return Object.fromEntries(arms.map((arm) => [arm, estimates.filter((one) => one.arm === arm)]));
}

function trialOf(order, restart, { dueAt, times, count, drainSec, lastSec }, limitSec) {
  return {
    ...order,
    restart,
    due: times.length,
    successful: times.length,
    beyond: { p95: Math.round(shareBeyond(times, limitSec) * times.length) },
    slower: { p95: limitParts.map((part) => Math.round(shareBeyond(times, part * limitSec) * times.length)) },
    dueMs: Float32Array.from(dueAt, (sec) => 1000 * sec),
    drainMs: 1000 * drainSec,
    finishedPerSec: count / lastSec,
    inService: 1,
    quickMs: 1000 * (times[Math.floor(0.1 * times.length)] ?? 0),
    medianMs: 1000 * (times[Math.floor(0.5 * times.length)] ?? 0),
    isGeneratorLate: false,
  };
}

function breaksLimit(simulated, ratePerSec, seconds) {
  const order = { playedPerSec: ratePerSec, leadInMs: 0, durationMs: 1000 * seconds };
  return shareBeyond(simulated.play(order).times, simulated.service.limitSec) > allowed;
}

/** A ramp of 1-s steps until a step breaks the limit. */
export function rampSearch(simulated) {
  const highest = (1.5 * simulated.service.servers) / simulated.service.meanSec;
  const steps = 280;
  for (let step = 1; step <= steps; step++)
    if (breaksLimit(simulated, (highest * step) / steps, 1)) return (highest * (step - 1)) / steps;
  return highest;
}

/** Trials of 30 s at the middle of what is left. */
export function bisectionSearch(simulated) {
  let [low, high] = [0, (1.5 * simulated.service.servers) / simulated.service.meanSec];
  for (let trial = 0; trial < 9; trial++) {
    const middle = (low + high) / 2;
    if (breaksLimit(simulated, middle, 30)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
