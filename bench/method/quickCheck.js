// A cheap necessary condition for stopping. Most looks clearly decide nothing, so the gate runs only if this holds. The
// tables are the same without it, but take three times as long.
import { endpoints } from "./pullRequest.js";

/** An upper bound of the absolute floors as shares of the simulated medians. */
const floorsBelow = 0.01;
/** A lower bound of every t quantile that the gate uses. */
const minQuantile = 1.95;
/** A margin for rounding errors. */
const margin = 0.999;

/** Measuring stops only if at least this share is decided; see gate/undecided.ts. */
const decidedShare = 2 / 3;

/** True if any comparison could have regressed, or if enough of them could be shown to be unchanged or improved. */
export function couldDecide(rounds, minEffect, keys = metricKeys(minEffect)) {
  const changes = keys.map(({ metric, request }) => changeOf(rounds, metric, request, minEffect[metric]));
  return changes.some(couldBeRegressed) || changes.filter(couldBeUnchanged).length >= decidedShare * changes.length;
}

const couldBeRegressed = ({ mean, minShift }) => mean >= margin * minShift;

const couldBeUnchanged = ({ mean, standardError, minShift }) =>
  mean + minQuantile * standardError < Math.max(minShift, floorsBelow) || mean <= -margin * minShift;

function metricKeys(minEffect) {
  return Object.keys(minEffect).flatMap((metric) => {
    return (isOverAllRequests(metric) ? ["all"] : Object.keys(endpoints)).map((request) => ({ metric, request }));
  });
}

const isOverAllRequests = (metric) =>
  metric === "error_rate" || metric === "cpu_per_request" || metric === "memory_peak";

/** Mean and standard error of the tested differences, and the smallest effect on the same scale. */
function changeOf(rounds, metric, request, effect) {
  const isDifference = metric === "error_rate";
  let sum = 0;
  let squares = 0;
  for (const { base, head } of rounds) {
    const [from, to] = [metricIn(metric, request, base), metricIn(metric, request, head)];
    const d = isDifference ? to - from : Math.log(to / from);
    sum += d;
    squares += d * d;
  }
  const n = rounds.length;
  const mean = sum / n;
  const standardError = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
  return { mean, standardError, minShift: isDifference ? effect : Math.log1p(effect) };
}

function metricIn(metric, request, arm) {
  if (metric === "error_rate") return arm.requests.all.failed / arm.requests.all.due;
  return isOverAllRequests(metric) ? arm[metric] : arm.requests[request][metric];
}
