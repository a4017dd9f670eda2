import { sum } from "simple-statistics";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import { binomialUpperTail } from "../stats/binomial.ts";
import { formatPercent } from "../util/format.ts";
import { quotaProblem } from "./cpuQuota.ts";
import { isSystemReading } from "./moment.ts";
import { countRequests, failedCount, type RequestCounts } from "./requestCounts.ts";
import { generatorProblem } from "./rounds.ts";

/** Share of the cores that may be busy with one pair of base and head under load. Two pairs then use about half. */
const maxBusyRatio = 0.25;

/**
 * The reason against a second pair of base and head: the machine cannot carry it, or the services need others, such as a
 * database, which both pairs would use. `undefined` if there is none.
 */
export function obstacleToTwoPairs(rehearsal: RoundRecord): string | undefined {
  const busyRatios = measuredOf(rehearsal).map(({ readings }) => {
    const ofSystem = readings.filter(isSystemReading);
    const [first, last] = [ofSystem[0], ofSystem.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return Number.NaN;
    const busyMs = sum(last.cores.map((core) => core.busyMs)) - sum(first.cores.map((core) => core.busyMs));
    return busyMs / (last.atMs - first.atMs) / last.usableCores;
  });
  const busiest = busyRatios.length === 0 ? Number.NaN : Math.max(...busyRatios);
  if (Number.isNaN(busiest)) return "nobody could see how busy the machine is";
  if (busiest > maxBusyRatio) return `one pair keeps ${formatPercent(busiest)} of the cores busy`;
  return rehearsal.phases.map(connectionToOthers).find((reason) => reason !== undefined);
}

/** `undefined` if the service's connections were seen, and it opened none. */
function connectionToOthers({ arm, readings }: ArmPhase): string | undefined {
  const opened = readings.flatMap((reading) =>
    reading.kind === "network" && reading.outbound !== undefined ? [reading.outbound] : [],
  );
  if (opened.length === 0) return `nobody could see the connections of the ${arm} service`;
  const address = opened.flatMap(Object.entries).find(([, count]) => count > 0)?.[0];
  return address === undefined ? undefined : `the services use ${address} together`;
}

/** True if rounds of two pairs show a problem that the rehearsal with one pair did not have. */
export function isDisturbed(opening: readonly RoundRecord[], rehearsal: RoundRecord): boolean {
  const phases = opening.flatMap(measuredOf);
  if ((quotaProblem(phases) ?? generatorProblem(phases)) !== undefined) return true;
  const before = measuredOf(rehearsal);
  return failsMore(countOf(before), countOf(phases)) || isSlower(countOf(before), countOf(phases));
}

/** More failures than this would be chance more rarely. */
const failureLevel = 0.01;

function failsMore(before: RequestCounts, now: RequestCounts): boolean {
  const [few, many] = [failedCount(before), failedCount(now)];
  if (few === 0) return many > 0;
  return binomialUpperTail(many, few + many, now.due / (before.due + now.due)) < failureLevel;
}

/** Services that wait for each other, as for a lock of a file, take this many times as long, and that much longer. */
const slower = { times: 1.5, ms: 1 };

function isSlower(before: RequestCounts, now: RequestCounts): boolean {
  return [0.5, 0.95].some((share) => {
    const [then = 0, since = 0] = [before, now].map(({ responseTime }) => responseTime.quantile(share) ?? 0);
    return since > slower.times * then && since - then > slower.ms;
  });
}

const measuredOf = ({ phases }: RoundRecord): readonly ArmPhase[] => phases.filter(({ warmup }) => !warmup);

const countOf = (phases: readonly ArmPhase[]): RequestCounts =>
  countRequests(phases.flatMap(({ record }) => record.requests));
