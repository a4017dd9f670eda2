import { linearRegression, mean } from "simple-statistics";
import type { ResourceLimit } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { differencesOf, tInterval } from "../../stats/paired.ts";

const cpuShare = 0.8;
const memoryShare = 0.85;
const diskShare = 0.8;
/** An extrapolation to more than this multiple of the largest measured rate says nothing. */
const farthest = 10;
const fewestTrials = 4;

const outOfReach = (reason: string): ResourceLimit => ({ kind: "out_of_reach", reason });

/** Load over the loopback has no highest rate, and the speed of another machine's network is not known here. */
export const networkLimit = outOfReach("the speed of the network between load and service is not known");

/** The rate at which the service would use 80 % of the cores. */
export function cpuLimit(trials: readonly Trial[], cores: number): ResourceLimit {
  return extrapolate(trials, ({ cpuCores }) => cpuCores, cpuShare * cores, "CPU time");
}

/** The rate at which its processes would hold 85 % of the memory. */
export function memoryLimit(trials: readonly Trial[], memoryBytes: number): ResourceLimit {
  return extrapolate(trials, (trial) => trial.memoryBytes, memoryShare * memoryBytes, "memory");
}

/** The rate at which the busiest disk would have something to do for 80 % of the time. */
export function diskLimit(trials: readonly Trial[]): ResourceLimit {
  const isUsed = trials.some(({ diskBusy }) => diskBusy !== undefined);
  if (!isUsed) return outOfReach("the service was not seen to use a disk");
  return extrapolate(trials, (trial) => trial.diskBusy, diskShare, "the use of the disk");
}

/** The usage as a line over the finished requests per second, one line for each restart. Their spread is the interval. */
function extrapolate(
  trials: readonly Trial[],
  usageOf: (trial: Trial) => number | undefined,
  limit: number,
  name: string,
): ResourceLimit {
  const points = trials.flatMap((trial) => {
    const usage = usageOf(trial);
    return usage === undefined || trial.due === 0 ? [] : [{ ...trial, usage }];
  });
  if (points.length < fewestTrials) return outOfReach(`${name} of the service was not measured`);
  const bracket = points.filter(({ purpose }) => purpose === "bracket");
  const samples = points.filter(({ purpose }) => purpose === "sample");
  const crossings = [...Map.groupBy(samples, ({ restart }) => restart).values()].map((own) => {
    const { m, b } = linearRegression([...bracket, ...own].map((one) => [one.finishedPerSec, one.usage]));
    return m > 0 ? (limit - b) / m : Number.POSITIVE_INFINITY;
  });
  const largest = Math.max(...points.map(({ finishedPerSec }) => finishedPerSec));
  const isNear = crossings.every((crossing) => crossing > 0 && crossing < farthest * largest);
  const differences = differencesOf(crossings);
  if (!isNear || differences === undefined)
    return outOfReach(`${name} grows too little with the load to be extrapolated`);
  const [low, high] = tInterval(differences, 0.95);
  return { kind: "extrapolated", value: mean(crossings), interval: [low, high] };
}
