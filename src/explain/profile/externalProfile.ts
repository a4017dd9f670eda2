import type { Arm } from "../../model/plan.ts";
import type { CallTree } from "../../model/reading.ts";
import type { Millis } from "../../model/unit.ts";
import { readStat, threadsCpuNanos } from "../../shell/procfs.ts";
import { callTreeOf, mapFrames, scaleTree, totalOf } from "../formats/callTree.ts";
import { withoutPythonWaits } from "../formats/pythonWaits.ts";
import { type ProfileFormat, readProfile } from "../formats/readProfile.ts";
import type { InstrumentContext, ObservationResult } from "../instrument.ts";
import { shortPathIn } from "../sourcePaths.ts";
import { keepProfile } from "./profileFile.ts";

const extensions: Readonly<Record<ProfileFormat, string>> = {
  cpuprofile: "cpuprofile",
  pprof: "pprof",
  collapsed: "txt",
  speedscope: "json",
};
/** The usual frequency of profilers is 100 samples a second. */
const defaultSampleMs = 10;

export interface TakenProfile {
  readonly arm: Arm;
  readonly round: number;
  /** The key of loadgate.yml. */
  readonly key: string;
  readonly content: Uint8Array;
  /** CPU time of the service while it was under load. Absent if the system does not show it. */
  readonly cpuMs?: number | undefined;
}

/** The record of a profile that another program has taken. The raw profile is kept, even if it cannot be read. */
export async function profileResult(taken: TakenProfile, context: InstrumentContext): Promise<ObservationResult> {
  const { arm, round, key, content, cpuMs } = taken;
  const profile = readProfile(content);
  if (profile.kind === "unreadable") return { records: [], failures: [`${key}: ${profile.reason}`] };
  const { format } = profile;
  const root = withoutPythonWaits(profile.root);
  const path = await keepProfile(context, { arm, round, extension: extensions[format] }, content);
  const scaled = scaleTree(withShortPaths(root, arm, context), scaleOfProfile(format, totalOf(root), cpuMs));
  return { records: [{ kind: "cpu_profile", root: scaled, ...(path !== undefined && { path }) }], failures: [] };
}

/** What a command may leave beside OUT, and how much of the record's unit one sample is. */
export const furtherProfiles = [
  { suffix: ".allocations", kind: "allocations", scale: 1 },
  // In microseconds.
  { suffix: ".locks", kind: "lock_profile", scale: 1 / 1000 },
] as const;

/** The record of a further profile. An empty one has looked, and seen nothing. */
export function furtherResult(
  { suffix, kind, scale }: (typeof furtherProfiles)[number],
  { arm, key, content }: Pick<TakenProfile, "arm" | "key" | "content">,
  context: InstrumentContext,
): ObservationResult {
  if (content.length === 0) return { records: [{ kind, root: callTreeOf([]) }], failures: [] };
  const profile = readProfile(content);
  if (profile.kind === "unreadable") return { records: [], failures: [`${key}, $OUT${suffix}: ${profile.reason}`] };
  return { records: [{ kind, root: scaleTree(withShortPaths(profile.root, arm, context), scale) }], failures: [] };
}

function withShortPaths(root: CallTree, arm: Arm, { arms }: InstrumentContext): CallTree {
  const shorten = shortPathIn(arm, arms);
  return mapFrames(root, (frame) => (frame.file === undefined ? frame : { ...frame, file: shorten(frame.file) }));
}

/**
 * Profiles have samples of unknown length, and begin late. The samples therefore share the CPU time that the service has
 * used. Without that, a sample is 10 ms, and a time is what the profile says.
 */
function scaleOfProfile(format: ProfileFormat, total: number, cpuMs: number | undefined): number {
  if (cpuMs !== undefined && cpuMs > 0) return cpuMs / total;
  return format === "collapsed" ? defaultSampleMs : 1;
}

/** CPU time of the live processes so far, in ms; `undefined` if the system does not show it. */
export function cpuTimeMs(pids: readonly number[]): Millis | undefined {
  const times = pids.flatMap((pid) => {
    const stat = readStat(pid);
    return stat === undefined ? [] : Math.max(stat.ownTicks * 10, threadsCpuNanos(pid) / 1e6);
  });
  return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
}
