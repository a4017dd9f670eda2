// Most looks settle nothing, and plainly so. What has to hold before one can is cheap to see, and then the gate is
// asked; without this the tables would be the same, and take three times as long.
import { endpoints } from "./pullRequest.js";

/** Where the absolute floors, with the simulated medians, lie at most. */
const floorsBelow = 0.01;
/** Below every t quantile that the gate uses. */
const reach = 1.95;
/** Rounding must not decide. */
const almost = 0.999;

/** Whether any of the comparisons could have regressed, or each of them be shown to be unchanged or improved. */
export function couldSettle(rounds, minEffect, subjects = subjectsOf(minEffect)) {
  const changes = subjects.map(({ metric, request }) => changeOf(rounds, metric, request, minEffect[metric]));
  return changes.some(isLarge) || changes.every(couldBeShown);
}

const isLarge = ({ mean, least }) => mean >= almost * least;

const couldBeShown = ({ mean, standardError, least }) =>
  mean + reach * standardError < Math.max(least, floorsBelow) || mean <= -almost * least;

function subjectsOf(minEffect) {
  return Object.keys(minEffect).flatMap((metric) => {
    return (isWhole(metric) ? ["all"] : Object.keys(endpoints)).map((request) => ({ metric, request }));
  });
}

const isWhole = (metric) => metric === "error_rate" || metric === "cpu_per_request" || metric === "memory_peak";

/** Mean and standard error of what is tested, and the smallest effect on its scale. */
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
  return { mean, standardError, least: isDifference ? effect : Math.log1p(effect) };
}

function metricIn(metric, request, arm) {
  if (metric === "error_rate") return arm.requests.all.failed / arm.requests.all.due;
  return isWhole(metric) ? arm[metric] : arm.requests[request][metric];
}
