import type { ContainerReading, Reading } from "../model/reading.ts";
import type { ArmPhase } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import { sentIn } from "./resourceUsage.ts";

/** The services that the measured one depends on, as their containers were read. */

const isContainer = (reading: Reading): reading is ContainerReading => reading.kind === "container";
const isDependency = (reading: Reading): reading is ContainerReading =>
  isContainer(reading) && reading.name !== "service";

/** The names of those that were read at least once. */
export function dependencyNames(phases: readonly ArmPhase[]): readonly string[] {
  const names = phases.flatMap(({ readings }) => readings.filter(isDependency).map(({ name }) => name));
  return [...new Set(names)].toSorted();
}

/**
 * CPU time of one of them for each request sent. 0 if the arm has other containers, but not this one. `undefined` if a
 * phase has fewer than two readings of it, or no request was sent.
 */
export function dependencyCpuMs(name: string, phases: readonly ArmPhase[]): Millis | undefined {
  const isAbsent = phases.every(
    ({ readings }) => readings.some(isContainer) && cpuReadings(name, readings).length === 0,
  );
  return isAbsent
    ? perRequest(0, phases)
    : perRequest(sumOrUndefined(phases.map((phase) => cpuMsIn(name, phase))), phases);
}

/**
 * CPU time of all of them together for each request sent. One that had ended before a phase does not count. `undefined`
 * if none was read, or no request was sent.
 */
export function dependenciesCpuMs(phases: readonly ArmPhase[]): Millis | undefined {
  const times = dependencyNames(phases).flatMap((name) => phases.flatMap((phase) => cpuMsIn(name, phase) ?? []));
  return times.length === 0 ? undefined : perRequest(sumOrUndefined(times), phases);
}

const cpuReadings = (name: string, readings: readonly Reading[]): readonly ContainerReading[] =>
  readings.filter(isDependency).filter((reading) => reading.name === name);

function cpuMsIn(name: string, { readings }: ArmPhase): number | undefined {
  const own = cpuReadings(name, readings);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
    return undefined;
  return last.cpuMs - first.cpuMs;
}

const sumOrUndefined = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);

function perRequest(cpuMs: number | undefined, phases: readonly ArmPhase[]): Millis | undefined {
  const sent = sentIn(phases);
  return cpuMs === undefined || sent === 0 ? undefined : millis(cpuMs / sent);
}
