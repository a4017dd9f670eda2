import { mean } from "simple-statistics";
import type { Scalability } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";

type Coefficients = NonNullable<Scalability["coefficients"]>;

/** The mean response time by Little's law, in seconds. */
const responseSec = ({ inService, finishedPerSec }: Trial): number => inService / finishedPerSec;

/**
 * Three numbers of how a service grows from its lowest measured rate to its capacity. 1 is perfect for the efficiencies;
 * a response time scaling of 1 is a response time that does not depend on the load. docs/method.md has the formulas.
 */
export function coefficientsOf(trials: readonly Trial[], capacity: number): Coefficients {
  const measured = trials.filter(({ due, finishedPerSec }) => due > 0 && finishedPerSec > 0);
  const lowest = measured.toSorted((a, b) => a.ratePerSec - b.ratePerSec)[0];
  const near = measured.filter(({ ratePerSec }) => ratePerSec > 0.9 * capacity && ratePerSec <= capacity);
  if (lowest === undefined || near.length === 0) return {};
  const cpuPerRequest = ({ cpuCores, finishedPerSec }: Trial) => cpuCores && cpuCores / finishedPerSec;
  const before = cpuPerRequest(lowest);
  const after = mean(near.map((one) => cpuPerRequest(one) ?? Number.NaN));
  return {
    response_time_scaling: mean(near.map(responseSec)) / responseSec(lowest),
    throughput_scaling_efficiency: mean(near.map((one) => one.finishedPerSec / one.playedPerSec)),
    ...(before === undefined || !(after > 0) ? {} : { resource_utilization_efficiency: before / after }),
  };
}
