import { sum } from "simple-statistics";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import { quotaProblem } from "./cpuQuota.ts";
import { isSystemReading } from "./moment.ts";
import { countRequests, failedCount } from "./requestCounts.ts";
import { generatorProblem } from "./rounds.ts";

/** Share of the cores that may be busy with one pair of base and head under load. Two pairs then use about half. */
const maxBusyRatio = 0.25;

/** True if the machine can carry a second pair of base and head. Whatever is busy counts, a database beside them too. */
export function fitsTwoPairs(rehearsal: RoundRecord): boolean {
  const busyRatios = measuredOf(rehearsal).map(({ readings }) => {
    const ofSystem = readings.filter(isSystemReading);
    const [first, last] = [ofSystem[0], ofSystem.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return Number.NaN;
    const busyMs = sum(last.cores.map((core) => core.busyMs)) - sum(first.cores.map((core) => core.busyMs));
    return busyMs / (last.atMs - first.atMs) / last.usableCores;
  });
  return busyRatios.length > 0 && busyRatios.every((ratio) => ratio <= maxBusyRatio);
}

/** True if rounds of two pairs show a problem that the rehearsal with one pair did not have. */
export function isDisturbed(opening: readonly RoundRecord[], rehearsal: RoundRecord): boolean {
  const phases = opening.flatMap(measuredOf);
  if ((quotaProblem(phases) ?? generatorProblem(phases)) !== undefined) return true;
  return failuresOf(phases) > 0 && failuresOf(measuredOf(rehearsal)) === 0;
}

const measuredOf = ({ phases }: RoundRecord): readonly ArmPhase[] => phases.filter(({ warmup }) => !warmup);

const failuresOf = (phases: readonly ArmPhase[]): number =>
  failedCount(countRequests(phases.flatMap(({ record }) => record.requests)));
